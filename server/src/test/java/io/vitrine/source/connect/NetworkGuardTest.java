package io.vitrine.source.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkGuardTest {
    private static final NetworkGuard SELF_HOSTED = new NetworkGuard(false);
    private static final NetworkGuard PUBLIC_ONLY = new NetworkGuard(true);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.0.1",
                "fe80::1",
                "224.0.0.1",
                "ff02::1",
                "100.100.100.200",
                "192.0.0.192",
                "fd00:ec2::254",
                "::ffff:169.254.169.254",
                "64:ff9b::a9fe:a9fe",
                "2002:a9fe:a9fe::1",
                "::a9fe:a9fe"
            })
    void linkLocalAndMetadataAddressesAreRefusedAlways(String address) {
        InetAddress target = InetAddress.ofLiteral(address);
        assertThatThrownBy(() -> SELF_HOSTED.check(target)).isInstanceOf(ForbiddenAddressException.class);
        assertThatThrownBy(() -> PUBLIC_ONLY.check(target)).isInstanceOf(ForbiddenAddressException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.9.9.9",
                "0.0.0.0",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "100.64.0.1",
                "198.18.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fc00::1",
                "fdab::1",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1",
                "2002:7f00:1::"
            })
    void privateAddressesAreRefusedWhereOnlyPublicOnesAreAllowed(String address) {
        InetAddress target = InetAddress.ofLiteral(address);
        assertThatCode(() -> SELF_HOSTED.check(target)).doesNotThrowAnyException();
        assertThatThrownBy(() -> PUBLIC_ONLY.check(target)).isInstanceOf(ForbiddenAddressException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"8.8.8.8", "172.15.255.255", "172.32.0.1", "100.63.0.1", "100.128.0.1", "2600::1", "11.0.0.1"})
    void publicAddressesAreLetThrough(String address) {
        InetAddress target = InetAddress.ofLiteral(address);
        assertThatCode(() -> PUBLIC_ONLY.check(target)).doesNotThrowAnyException();
    }

    @Test
    void aSocketAsksBeforeItConnects() throws IOException {
        try (Socket socket = new GuardedSockets.PublicOnly().createSocket()) {
            assertThatThrownBy(() -> socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 1), 100))
                    .isInstanceOf(ForbiddenAddressException.class);
        }
    }

    @Test
    void everyDriverThatConnectsObeysTheGuard() {
        SourceDrivers drivers =
                SourceDrivers.of(PUBLIC_ONLY, Databases.FILES.resolve("drivers"), java.util.List.of(Databases.FILES));
        for (Map.Entry<SourceKind, String> database : Map.of(
                        SourceKind.POSTGRESQL, "database", SourceKind.MARIADB, "database", SourceKind.TRINO, "catalog")
                .entrySet()) {
            ConnectionSettings settings = ConnectionSettings.read(
                    drivers.of(database.getKey()), Map.of("host", "127.0.0.1", database.getValue(), "d", "user", "u"));

            assertThat(Refusals.of(() -> new SourceProbe(drivers).probe(settings))
                            .text())
                    .as(database.getKey().wireName())
                    .contains("public address");
        }
    }
}
