import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Builds what the launcher runs: `java config/launcher/Build.java KIND [NAME]`, with KIND `study`, `bench` or `peers`. Prints
/// the folder of the result, `.launcher/NAME`; without NAME it is named by a hash of the sources.
///
/// One build at a time, in a folder of its own, from a copy of the sources, and the result appears by a rename: whoever runs
/// an older build keeps it, whoever builds with Maven is not disturbed, and two launchers give one build.
public final class Build {
    private static final Pattern MODULE = Pattern.compile("<module>\\s*([^<\\s]+)\\s*</module>");
    // Of builds that nobody uses; a start looks at a folder a moment before it says that it uses it.
    private static final Duration KEPT = Duration.ofDays(1);
    private static final long LARGEST_FILE = 1 << 20;
    private static final int JDK = 25;

    private final Path root;
    private final Path home;
    private final String kind;

    private Build(Path root, String kind) {
        this.root = root;
        this.kind = kind;
        home = root.resolve(".launcher");
    }

    public static void main(String[] arguments) throws Exception {
        if (Runtime.version().feature() < JDK) {
            fail("needs a JDK " + JDK + " or later but " + System.getProperty("java.home") + " is a "
                    + Runtime.version().feature() + ": install one, for example Eclipse Temurin from"
                    + " https://adoptium.net, and set JAVA_HOME to its folder");
        }
        Path root = Path.of(System.getProperty("jdk.launcher.sourcefile", "config/launcher/Build.java")).toAbsolutePath()
                .getParent().getParent().getParent();
        Build build = new Build(root, arguments[0]);
        try {
            System.out.println(build.build(arguments.length > 1 ? arguments[1] : build.kind + "-" + build.hash()));
        } catch (IOException e) {
            fail("cannot build in " + build.home + ": " + e);
        }
    }

    private static void fail(String message) {
        System.err.println("vae4j: " + message);
        System.exit(1);
    }

    private Path build(String name) throws Exception {
        Files.createDirectories(home);
        Path result = home.resolve(name);
        try (FileChannel channel = FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE)) {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                System.err.println("vae4j: another command is building, waiting for it ...");
                lock = channel.lock();
            }
            if (!Files.isDirectory(result)) {
                System.err.println("vae4j: building, the first time takes some minutes ...");
                Path sources = home.resolve("build");
                delete(sources);
                copySources(sources);
                maven(sources);
                Path fresh = home.resolve(name + ".new");
                delete(fresh);
                collect(sources, fresh);
                Files.move(fresh, result, StandardCopyOption.ATOMIC_MOVE);
                delete(sources);
                prune(name);
            }
        }
        return result;
    }

    /// The modules of the build, from its poms.
    private static void modules(Path folder, Path relative, TreeSet<String> found) throws IOException {
        Matcher module = MODULE.matcher(Files.readString(folder.resolve(relative).resolve("pom.xml")));
        while (module.find()) {
            Path path = relative.resolve(module.group(1)).normalize();
            if (found.add(path.toString()) && Files.exists(folder.resolve(path).resolve("pom.xml"))) {
                modules(folder, path, found);
            }
        }
    }

    private List<Path> sources() throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root, Files::isRegularFile)) {
            for (Path entry : entries) {
                if (Files.size(entry) <= LARGEST_FILE) {
                    files.add(entry);
                }
            }
        }
        add(root.resolve(".mvn"), files);
        add(root.resolve("config"), files);
        TreeSet<String> modules = new TreeSet<>();
        modules(root, Path.of(""), modules);
        for (String module : modules) {
            files.add(root.resolve(module).resolve("pom.xml"));
            add(root.resolve(module).resolve("src"), files);
        }
        files.removeIf(file -> root.relativize(file).toString().matches(".*\\bsrc.test\\b.*"));
        files.sort(null);
        return files;
    }

    private static void add(Path folder, List<Path> files) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> walk = Files.walk(folder)) {
                walk.filter(Files::isRegularFile).forEach(files::add);
            }
        }
    }

    private String hash() throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (Path file : sources()) {
            digest.update((root.relativize(file) + "\n" + Files.size(file) + "\n").getBytes("UTF-8"));
            digest.update(Files.readAllBytes(file));
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
    }

    private void copySources(Path to) throws IOException {
        for (Path file : sources()) {
            Path copy = to.resolve(root.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    /// Without what developers need and users do not: tests, static analysis, checks.
    private void maven(Path sources) throws Exception {
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows");
        Path log = home.resolve("build.log");
        List<String> command = new ArrayList<>(windows ? List.of("cmd", "/c", "mvnw.cmd") : List.of("sh", "mvnw"));
        command.addAll(List.of("-q", "-pl", kind.equals("study") ? "vae-study" : "benchmarks", "-am",
                "-Dmaven.test.skip=true", "-Dvae4j.analysis=-XDfast", "-Dcyclonedx.skip", "-Dforbiddenapis.skip",
                "-Denforcer.skip", "-Dspotless.check.skip"));
        if (kind.equals("peers")) {
            command.add("-Ppeers");
        }
        command.add("package");
        ProcessBuilder builder = new ProcessBuilder(command).directory(sources.toFile()).redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        Thread stop = new Thread(() -> process.descendants().forEach(ProcessHandle::destroy));
        Runtime.getRuntime().addShutdownHook(stop);
        process.getOutputStream().close();
        int code = process.waitFor();
        Runtime.getRuntime().removeShutdownHook(stop);
        if (code != 0) {
            Files.copy(log, System.err);
            fail("the build failed, see above");
        }
    }

    private void collect(Path sources, Path to) throws IOException {
        Files.createDirectories(to);
        switch (kind) {
            case "study" -> {
                move(sources.resolve("vae-study/target/vae-study.jar"), to);
                move(sources.resolve("vae-study/target/lib"), to);
            }
            case "bench" -> move(sources.resolve("benchmarks/target/benchmarks.jar"), to);
            default -> {
                move(sources.resolve("benchmarks/target/peers/classes"), to);
                move(sources.resolve("benchmarks/target/peers/lib"), to);
            }
        }
    }

    private static void move(Path from, Path folder) throws IOException {
        Files.move(from, folder.resolve(from.getFileName()), StandardCopyOption.ATOMIC_MOVE);
    }

    /// Removes older builds that no process uses. A launcher writes the number of its process into the folder `users`.
    private void prune(String current) throws IOException {
        try (DirectoryStream<Path> builds = Files.newDirectoryStream(home, kind + "-*")) {
            for (Path build : builds) {
                boolean recent = Files.getLastModifiedTime(build).toInstant().isAfter(Instant.now().minus(KEPT));
                if (!build.endsWith(current) && !recent && !isUsed(build.resolve("users"))) {
                    Path old = home.resolve(build.getFileName() + ".old");
                    try {
                        // Where files in use cannot be moved, the build stays.
                        Files.move(build, old, StandardCopyOption.ATOMIC_MOVE);
                        delete(old);
                    } catch (IOException e) {
                        continue;
                    }
                }
            }
        }
    }

    private static boolean isUsed(Path users) throws IOException {
        if (!Files.isDirectory(users)) {
            return false;
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(users)) {
            for (Path process : processes) {
                String number = process.getFileName().toString();
                if (number.matches("[0-9]{1,18}") && ProcessHandle.of(Long.parseLong(number)).isPresent()) {
                    return true;
                }
                Files.deleteIfExists(process);
            }
        }
        return false;
    }

    private static void delete(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
