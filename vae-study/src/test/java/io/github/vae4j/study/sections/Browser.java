package io.github.vae4j.study.sections;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A headless Chromium of this machine, spoken to in its DevTools protocol through a pipe: no port, no driver, nothing
/// downloaded. Whatever a page says on the console, and every address it asks for, is kept.
final class Browser implements AutoCloseable {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "chrome");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path profile;
    private final Process process;
    private final InputStream in;
    private final OutputStream out;
    private final String session;
    private final List<String> console = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private int lastId;

    /// The browser's program, if there is one on PATH.
    static Optional<Path> program() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return NAMES.stream().flatMap(name -> Stream.of(path.split(java.io.File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty()).map(folder -> Path.of(folder, name))).filter(Files::isExecutable)
                .findFirst();
    }

    Browser(Path program) throws IOException {
        profile = Files.createTempDirectory("vae4j-browser");
        // The browser reads file descriptor 3 and writes 4; the shell joins them to what Java can give it.
        process = new ProcessBuilder("sh", "-c",
                "exec \"$@\" 3<&0 4>&1 0</dev/null 1>/dev/null 2>/dev/null", "sh", program.toString(), "--headless",
                "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--no-first-run", "--user-data-dir=" + profile,
                "--remote-debugging-pipe", "about:blank").start();
        in = new BufferedInputStream(process.getInputStream());
        out = process.getOutputStream();
        String target = call(null, "Target.createTarget", Map.of("url", "about:blank")).get("targetId").asString();
        session = call(null, "Target.attachToTarget", Map.of("targetId", target, "flatten", true)).get("sessionId")
                .asString();
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            call(session, domain + ".enable", Map.of());
        }
    }

    /// Opens a page in a window and waits until everything in it is loaded.
    void open(Path page, int width, boolean dark) throws IOException {
        console.clear();
        requests.clear();
        call(session, "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 600));
        call(session, "Emulation.setEmulatedMedia", Map.of("features",
                List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
        call(session, "Page.navigate", Map.of("url", page.toUri().toString()));
        await(message -> message.path("method").asString("").equals("Page.loadEventFired"));
        evaluate("Promise.all([...document.images].map(i => i.decode().catch(() => 0))).then(() => true)");
    }

    /// The value of an expression in the page; promises are waited for.
    JsonNode evaluate(String expression) throws IOException {
        JsonNode result = call(session, "Runtime.evaluate",
                Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
        if (result.has("exceptionDetails")) {
            throw new IOException("in the page: " + result.get("exceptionDetails"));
        }
        return result.get("result").path("value");
    }

    /// What the page said on the console, exceptions included.
    List<String> console() {
        return List.copyOf(console);
    }

    /// The addresses that the page asked for, but for those that contain their content.
    List<String> requests() {
        return requests.stream().filter(url -> !url.startsWith("data:")).toList();
    }

    /// Takes a picture of the whole page.
    void screenshot(Path png) throws IOException {
        String data = call(session, "Page.captureScreenshot", Map.of("captureBeyondViewport", true)).get("data")
                .asString();
        Files.write(png, Base64.getDecoder().decode(data));
    }

    private JsonNode call(String inSession, String method, Map<String, ?> parameters) throws IOException {
        int id = ++lastId;
        Map<String, Object> message = new java.util.HashMap<>(Map.of("id", id, "method", method, "params", parameters));
        if (inSession != null) {
            message.put("sessionId", inSession);
        }
        out.write(JSON.writeValueAsBytes(message));
        out.write(0);
        out.flush();
        JsonNode answer = await(received -> received.path("id").asInt(-1) == id);
        if (answer.has("error")) {
            throw new IOException(method + ": " + answer.get("error"));
        }
        return answer.get("result");
    }

    private JsonNode await(Predicate<JsonNode> wanted) throws IOException {
        while (true) {
            JsonNode message = receive();
            switch (message.path("method").asString("")) {
                case "Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded" ->
                        console.add(message.get("params").toString());
                case "Network.requestWillBeSent" ->
                        requests.add(message.get("params").get("request").get("url").asString());
                default -> { /* not of interest */ }
            }
            if (wanted.test(message)) {
                return message;
            }
        }
    }

    private JsonNode receive() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int b = in.read(); b != 0; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the browser has ended");
            }
            bytes.write(b);
        }
        return JSON.readTree(bytes.toString(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        out.close(); // the browser ends when its pipe does
        try {
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                process.waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(profile)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
