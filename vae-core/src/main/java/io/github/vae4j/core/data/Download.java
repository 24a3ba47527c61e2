package io.github.vae4j.core.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Files from the network: bounded in size and checked before they get their name.
final class Download {
    private static final int CONNECT_MILLIS = 10_000;
    private static final int READ_MILLIS = 30_000;
    private static final int CHUNK = 1 << 16;
    private static final int PROGRESS_STEP = 1 << 20;

    private Download() {}

    /// Tries the mirrors in order until one has the right content.
    static void fetch(BuiltInSet.RemoteFile file, List<URI> mirrors, Path target, DataStore.Progress progress)
            throws IOException {
        List<String> failures = new ArrayList<>();
        for (URI mirror : mirrors) {
            byte[] content;
            try {
                content = read(mirror.resolve(file.name()), file, progress);
            } catch (IOException e) {
                failures.add(mirror + ": " + reason(e));
                continue;
            }
            // Outside of the try: a full disk is no reason to ask the next mirror.
            FileReplacement.write(target, out -> out.write(content));
            return;
        }
        throw new IOException(String.join("; ", failures));
    }

    private static byte[] read(URI uri, BuiltInSet.RemoteFile file, DataStore.Progress progress) throws IOException {
        URLConnection connection = uri.toURL().openConnection();
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(READ_MILLIS);
        long total = connection.getContentLengthLong();
        if (total > file.maxBytes()) {
            throw new IOException("expected at most " + file.maxBytes() + " bytes, the server has " + total);
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try (InputStream in = connection.getInputStream()) {
            byte[] chunk = new byte[CHUNK];
            int told = 0;
            progress.downloaded(file.name(), 0, total);
            for (int n = next(in, chunk, 0); n >= 0; n = next(in, chunk, content.size())) {
                content.write(chunk, 0, n);
                if (content.size() > file.maxBytes()) {
                    throw new IOException("expected at most " + file.maxBytes() + " bytes, the server sends more");
                }
                if (content.size() - told >= PROGRESS_STEP) {
                    told = content.size();
                    progress.downloaded(file.name(), told, total);
                }
            }
        }
        byte[] bytes = content.toByteArray();
        file.content(Path.of(file.name()), bytes);
        progress.downloaded(file.name(), bytes.length, bytes.length);
        return bytes;
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
