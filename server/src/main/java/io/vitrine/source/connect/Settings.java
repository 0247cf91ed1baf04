package io.vitrine.source.connect;

import java.util.List;
import java.util.regex.Pattern;

/** The settings that several kinds share, and the forms that their values must have. */
final class Settings {
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_.-]{0,251}[A-Za-z0-9_.])?|\\[?[0-9A-Fa-f:]{2,39}]?");

    static final List<String> SSL_MODES = List.of("disable", "prefer", "require", "verify-ca", "verify-full");

    private Settings() {}

    static ConnectionSetting host() {
        return ConnectionSetting.text("host", "Host")
                .asRequired()
                .asAddress()
                .withHint("A name or an address, without a port.");
    }

    static ConnectionSetting port(int preset) {
        return ConnectionSetting.integer("port", "Port").asAddress().withPreset(Integer.toString(preset));
    }

    static ConnectionSetting user() {
        return ConnectionSetting.text("user", "User")
                .asRequired()
                .withHint("Best one that may read what dashboards need and nothing else.");
    }

    static ConnectionSetting password() {
        return ConnectionSetting.text("password", "Password").asSecret();
    }

    static ConnectionSetting sslMode() {
        return ConnectionSetting.choice("ssl_mode", "TLS", SSL_MODES)
                .withPreset("prefer")
                .withHint("verify-full also checks that the server is the one that the certificate names.");
    }

    static ConnectionSetting caCertificate() {
        return ConnectionSetting.lines("ca_certificate", "CA certificate")
                .withHint("The certificates that the server's is checked against, as PEM text.");
    }

    /** Checks host and port for what a URL would otherwise make of them. */
    static void checkAddress(ConnectionSettings settings) {
        if (!HOST.matcher(settings.required("host")).matches()) {
            throw settings.declaration("host")
                    .invalid("must be a host name or an address, without a port, a path or spaces");
        }
        int port = settings.integer("port");
        if (port < 1 || port > 65_535) {
            throw settings.declaration("port").invalid("must be from 1 to 65535");
        }
    }

    /** Checks that a certificate is given where the TLS mode asks for one, and is PEM text. */
    static void checkCertificate(ConnectionSettings settings) {
        settings.text("ca_certificate").ifPresent(pem -> {
            if (!pem.contains("-----BEGIN CERTIFICATE-----") || !pem.contains("-----END CERTIFICATE-----")) {
                throw settings.declaration("ca_certificate")
                        .invalid("must be PEM text with -----BEGIN CERTIFICATE----- and -----END CERTIFICATE-----");
            }
        });
    }

    /** {@code host:port} as it stands in a URL. */
    static String authority(ConnectionSettings settings) {
        String host = settings.required("host");
        boolean bareV6 = host.contains(":") && !host.startsWith("[");
        return (bareV6 ? "[" + host + "]" : host) + ":" + settings.required("port");
    }
}
