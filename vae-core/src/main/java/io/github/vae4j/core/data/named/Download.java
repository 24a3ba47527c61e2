package io.github.vae4j.core.data.named;

import io.github.vae4j.core.data.DataStore;
import io.github.vae4j.core.file.AtomicFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLConnection;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;

/// Files from the network: bounded in size and time, from the hosts of the list alone, and checked before they get their
/// name.
public final class Download {
    private static final int CONNECT_MILLIS = 10_000;
    private static final int READ_MILLIS = 30_000;
    // For one file from one mirror: 30 MB at 35 kB/s. A server that sends a byte now and then never runs into READ_MILLIS.
    private static final Duration MAX_TIME = Duration.ofMinutes(15);
    private static final int MAX_REDIRECTS = 5;
    private static final int CHUNK = 1 << 16;
    private static final int PROGRESS_STEP = 1 << 20;

    private final List<URI> mirrors;
    private final DataStore.Progress progress;
    private final LongSupplier nanos;

    /// @param mirrors places of files, tried in this order; whoever redirects must lead to one of their hosts
    /// @param progress is notified
    /// @param nanos the time that goes by, as of [System#nanoTime()]
    Download(List<URI> mirrors, DataStore.Progress progress, LongSupplier nanos) {
        this.mirrors = List.copyOf(mirrors);
        this.progress = progress;
        this.nanos = nanos;
    }

    /// Tries the mirrors in order until one has the right content.
    public static void fetch(BuiltInSet.RemoteFile file, List<URI> mirrors, Path target, DataStore.Progress progress)
            throws IOException {
        new Download(mirrors, progress, System::nanoTime).fetch(file, target);
    }

    void fetch(BuiltInSet.RemoteFile file, Path target) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        if (folder != null) {
            AtomicFile.removeAbandoned(folder);
        }
        List<String> failures = new ArrayList<>();
        for (URI mirror : mirrors) {
            byte[] content;
            try {
                content = read(mirror.resolve(file.name()), file);
            } catch (IOException e) {
                failures.add(mirror + ": " + reason(e));
                continue;
            }
            // Outside of the try: a full disk is no reason to ask the next mirror.
            AtomicFile.write(target, content);
            return;
        }
        throw new IOException(String.join("; ", failures));
    }

    private byte[] read(URI uri, BuiltInSet.RemoteFile file) throws IOException {
        long start = nanos.getAsLong();
        URLConnection connection = open(uri);
        long total = connection.getContentLengthLong();
        if (total > file.maxBytes()) {
            throw new IOException("expected at most " + file.maxBytes() + " bytes, the server has " + total);
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try (InputStream in = connection.getInputStream()) {
            byte[] chunk = new byte[CHUNK];
            int notified = 0;
            progress.downloaded(file.name(), 0, total);
            for (int n = next(in, chunk, 0); n >= 0; n = next(in, chunk, content.size())) {
                content.write(chunk, 0, n);
                if (content.size() > file.maxBytes()) {
                    throw new IOException("expected at most " + file.maxBytes() + " bytes, the server sends more");
                }
                if (nanos.getAsLong() - start > MAX_TIME.toNanos()) {
                    throw new IOException("too slow: " + content.size() + " bytes in " + MAX_TIME.toMinutes()
                            + " minutes");
                }
                if (content.size() - notified >= PROGRESS_STEP) {
                    notified = content.size();
                    progress.downloaded(file.name(), notified, total);
                }
            }
        }
        byte[] bytes = content.toByteArray();
        file.content(Path.of(file.name()), bytes);
        progress.downloaded(file.name(), bytes.length, bytes.length);
        return bytes;
    }

    /// Follows redirects to hosts of the list, and never from https to http.
    private URLConnection open(URI uri) throws IOException {
        URI place = uri;
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            URLConnection connection = place.toURL().openConnection();
            connection.setConnectTimeout(CONNECT_MILLIS);
            connection.setReadTimeout(READ_MILLIS);
            if (!(connection instanceof HttpURLConnection http)) {
                return connection;
            }
            http.setInstanceFollowRedirects(false);
            int status = http.getResponseCode();
            String location = http.getHeaderField("Location");
            if (status < 300 || status >= 400 || location == null) {
                return http;
            }
            http.disconnect();
            place = redirected(place, location);
        }
        throw new IOException("more than " + MAX_REDIRECTS + " redirects");
    }

    URI redirected(URI from, String location) throws IOException {
        URI to;
        try {
            to = from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new IOException("redirects to '" + location + "', which is no address", e);
        }
        boolean http = "http".equals(to.getScheme()) || "https".equals(to.getScheme());
        boolean known = mirrors.stream().anyMatch(mirror -> Objects.equals(mirror.getHost(), to.getHost()));
        if (!http || !known) {
            throw new IOException("redirects to " + to + ", which is not one of the known hosts");
        }
        if ("https".equals(from.getScheme()) && !"https".equals(to.getScheme())) {
            throw new IOException("redirects from https to " + to + ", which anybody could read and change");
        }
        return to;
    }

    private static int next(InputStream in, byte[] chunk, int soFar) throws IOException {
        try {
            return in.read(chunk);
        } catch (IOException e) {
            throw new IOException("the connection broke off after " + soFar + " bytes (" + reason(e) + ")", e);
        }
    }

    /// What a user can read: some exceptions of the network say a name and nothing else.
    private static String reason(IOException e) {
        if (e instanceof UnknownHostException) {
            return "the host is not known, is there a network?";
        }
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }
}
