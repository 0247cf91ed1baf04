package io.vitrine.source.connect;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The JDBC drivers that the operator has put in {@code drivers/<name>/}, as jars.
 *
 * <p>Each folder has a class loader of its own that sees the JDK and the folder's jars and nothing of this server, so
 * that drivers with different versions of one library stand side by side. A product that is not among
 * {@link JdbcProduct#KNOWN} is described by a file {@code driver.properties} beside its jars: {@code protocol=…} and
 * {@code properties=a,b,c}, which only the operator can write.
 */
final class DriverFolder {
    private final Path folder;
    private final ConcurrentHashMap<String, Driver> loaded = new ConcurrentHashMap<>();

    DriverFolder(Path folder) {
        this.folder = folder;
    }

    /** The names of the drivers that there are. */
    List<String> names() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory)
                    .map(path -> String.valueOf(path.getFileName()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The product that a driver is for, where there is such a driver. */
    Optional<JdbcProduct> product(String name) {
        if (!names().contains(name)) {
            return Optional.empty();
        }
        Path description = folder.resolve(name).resolve("driver.properties");
        if (!Files.exists(description)) {
            return Optional.ofNullable(JdbcProduct.KNOWN.get(name.toLowerCase(Locale.ROOT)));
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(description)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> allowed = Arrays.stream(
                        properties.getProperty("properties", "").split(","))
                .map(String::strip)
                .filter(property -> !property.isEmpty())
                .toList();
        return Optional.of(JdbcProduct.of(properties.getProperty("protocol", name), allowed));
    }

    /**
     * The driver of a folder, loaded at the first use.
     *
     * @throws UnusableDriverException where its jars hold no driver or it does not load
     */
    Driver load(String name) throws UnusableDriverException {
        Driver known = loaded.get(name);
        if (known != null) {
            return known;
        }
        Driver driver = loadFrom(name);
        Driver raced = loaded.putIfAbsent(name, driver);
        return raced == null ? driver : raced;
    }

    @SuppressWarnings("BanClassLoader") // Loading the operator's drivers is what this class is for.
    private Driver loadFrom(String name) throws UnusableDriverException {
        if (!names().contains(name)) {
            throw new UnusableDriverException("There is no drivers/" + name + " on this server.");
        }
        try (Stream<Path> entries = Files.list(folder.resolve(name))) {
            URL[] jars = entries.filter(path -> path.toString().endsWith(".jar"))
                    .map(DriverFolder::url)
                    .toArray(URL[]::new);
            // Stays open as long as the server: the driver loads more of its classes when it needs them.
            @SuppressWarnings("resource")
            ClassLoader loader = new URLClassLoader("driver-" + name, jars, ClassLoader.getPlatformClassLoader());
            return ServiceLoader.load(Driver.class, loader).stream()
                    .map(ServiceLoader.Provider::get)
                    .filter(driver -> loader.equals(driver.getClass().getClassLoader()))
                    .findFirst()
                    .orElseThrow(() -> new UnusableDriverException("The jars in drivers/" + name + " hold no driver."));
        } catch (IOException | java.util.ServiceConfigurationError | LinkageError e) {
            throw new UnusableDriverException("The driver in drivers/" + name + " does not load.", e);
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }
}
