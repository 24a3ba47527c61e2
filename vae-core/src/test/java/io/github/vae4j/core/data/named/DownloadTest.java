package io.github.vae4j.core.data.named;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.vae4j.core.file.Sha256;
import io.github.vae4j.kernels.Philox;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Downloads over HTTP from a server on this machine that misbehaves in all the ways that real ones do.
class DownloadTest {
    private static final String NAME = "train-images-idx3-ubyte.gz";
    private static final int LENGTH = 3_500_000;

    @TempDir Path folder;

    private final byte[] content = content();
    private final List<String> told = new ArrayList<>();
    private LoopbackServer server;

    @BeforeEach
    void start() throws IOException {
        server = new LoopbackServer();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void wholeFileWithProgress() throws IOException {
        server.answer("/good/" + NAME, "200 OK", length(LENGTH), content);
        fetch(LENGTH, server.folder("good"));
        assertThat(folder.resolve(NAME)).hasBinaryContent(content);
        assertThat(told).hasSizeGreaterThan(3).startsWith("0 of " + LENGTH).endsWith(LENGTH + " of " + LENGTH)
                .doesNotHaveDuplicates();
        theFolderHolds(NAME);
    }

    @Test
    void lengthNotDeclared() throws IOException {
        server.answer("/good/" + NAME, "200 OK", "", content);
        fetch(LENGTH, server.folder("good"));
        assertThat(folder.resolve(NAME)).hasBinaryContent(content);
        assertThat(told).startsWith("0 of -1").endsWith(LENGTH + " of " + LENGTH);
    }

    @Test
    void wrongContent() throws IOException {
        byte[] other = content.clone();
        other[LENGTH / 2] ^= 1;
        server.answer("/bad/" + NAME, "200 OK", length(LENGTH), other);
        fails(LENGTH, "SHA-256", server.folder("bad").toString());
        theFolderHolds();
    }

    @Test
    void tooLarge() throws IOException {
        server.answer("/bad/" + NAME, "200 OK", length(LENGTH), content);
        fails(LENGTH - 1, "at most " + (LENGTH - 1) + " bytes, the server has " + LENGTH);
        // Refused by its declared length, before a byte was read.
        assertThat(told).isEmpty();
        server.answer("/bad/" + NAME, "200 OK", "", content);
        fails(LENGTH - 1, "at most " + (LENGTH - 1) + " bytes, the server sends more");
        theFolderHolds();
    }

    @Test
    void brokenOff() throws IOException {
        byte[] half = Arrays.copyOf(content, LENGTH / 2);
        server.answer("/bad/" + NAME, "200 OK", length(LENGTH), half);
        fails(LENGTH, "the connection broke off after " + LENGTH / 2 + " bytes");
        byte[] chunked = "ffff\r\nhalf of a chunk".getBytes(StandardCharsets.US_ASCII);
        server.answer("/bad/" + NAME, "200 OK", "Transfer-Encoding: chunked\r\n", chunked);
        fails(LENGTH, "the connection broke off after ");
        theFolderHolds();
    }

    @Test
    void theNextMirrorHelps() throws IOException {
        server.answer("/busy/" + NAME, "503 Service Unavailable", length(0), new byte[0]);
        server.answer("/half/" + NAME, "200 OK", length(LENGTH), Arrays.copyOf(content, LENGTH / 2));
        server.answer("/good/" + NAME, "200 OK", length(LENGTH), content);
        fetch(LENGTH, server.folder("busy"), server.folder("none"), server.folder("half"), server.folder("good"));
        assertThat(folder.resolve(NAME)).hasBinaryContent(content);
        theFolderHolds(NAME);
    }

    @Test
    void everyMirrorIsNamed() throws IOException {
        server.answer("/busy/" + NAME, "503 Service Unavailable", length(0), new byte[0]);
        URI nobody;
        try (ServerSocket unused = new ServerSocket(0)) {
            nobody = URI.create("http://127.0.0.1:" + unused.getLocalPort() + "/");
        }
        assertThatIOException()
                .isThrownBy(() -> fetch(LENGTH, server.folder("busy"), nobody, server.folder("none"),
                        URI.create("http://nowhere.invalid/")))
                .satisfies(e -> assertThat(e.getMessage()).contains("/busy/: ", "503", nobody + ": ", "refused",
                        "/none/: ", "the host is not known"));
        theFolderHolds();
    }

    @Test
    void redirectsLeadToKnownHostsOnly() throws IOException {
        server.answer("/moved/" + NAME, "302 Found", "Location: " + server.folder("good").resolve(NAME) + "\r\n",
                new byte[0]);
        server.answer("/good/" + NAME, "200 OK", length(LENGTH), content);
        fetch(LENGTH, server.folder("moved"));
        assertThat(folder.resolve(NAME)).hasBinaryContent(content);

        Files.delete(folder.resolve(NAME));
        for (String place : List.of("http://localhost.invalid/x", "file:///etc/hostname", "ftp://127.0.0.1/x", "//[",
                "http://elsewhere.invalid@127.0.0.2/x")) {
            server.answer("/bad/" + NAME, "302 Found", "Location: " + place + "\r\n", new byte[0]);
            fails(LENGTH, "redirects to ");
        }
        server.answer("/bad/" + NAME, "302 Found", "Location: " + NAME + "\r\n", new byte[0]);
        fails(LENGTH, "more than 5 redirects");
        theFolderHolds();
    }

    @Test
    void redirectsNeverLeaveHttps() throws IOException {
        Download download = new Download(List.of(URI.create("https://a.example/"), URI.create("http://b.example/")),
                (file, bytes, total) -> {}, () -> 0);
        assertThat(download.redirected(URI.create("https://a.example/x"), "https://b.example/y"))
                .isEqualTo(URI.create("https://b.example/y"));
        assertThat(download.redirected(URI.create("http://b.example/x"), "https://a.example/y"))
                .isEqualTo(URI.create("https://a.example/y"));
        assertThatIOException()
                .isThrownBy(() -> download.redirected(URI.create("https://a.example/x"), "http://b.example/y"))
                .withMessageContaining("from https to http");
    }

    /// Each look at the clock is a minute later than the one before.
    @Test
    void tooSlow() throws IOException {
        server.answer("/bad/" + NAME, "200 OK", length(LENGTH), content);
        AtomicLong minutes = new AtomicLong();
        Download download = new Download(List.of(server.folder("bad")), (file, bytes, total) -> {},
                () -> TimeUnit.MINUTES.toNanos(minutes.getAndIncrement()));
        assertThatIOException().isThrownBy(() -> download.fetch(file(LENGTH), folder.resolve(NAME)))
                .withMessageContaining("too slow").withMessageContaining("15 minutes");
        theFolderHolds();
    }

    private void fails(int maxBytes, String... parts) {
        assertThatIOException().isThrownBy(() -> fetch(maxBytes, server.folder("bad")))
                .satisfies(e -> assertThat(e.getMessage()).contains(parts));
    }

    private void fetch(int maxBytes, URI... mirrors) throws IOException {
        Download.fetch(file(maxBytes), List.of(mirrors), folder.resolve(NAME),
                (file, bytes, total) -> told.add(bytes + " of " + total));
    }

    private BuiltInSet.RemoteFile file(int maxBytes) {
        return new BuiltInSet.RemoteFile(NAME, Sha256.hex(content), maxBytes);
    }

    private void theFolderHolds(String... names) throws IOException {
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder(names);
        }
    }

    private static String length(int bytes) {
        return "Content-Length: " + bytes + "\r\n";
    }

    private static byte[] content() {
        int[] words = new int[LENGTH];
        Philox.bits(words, 0, LENGTH, 1, 2, 3, 4);
        byte[] bytes = new byte[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            bytes[i] = (byte) words[i];
        }
        return bytes;
    }
}
