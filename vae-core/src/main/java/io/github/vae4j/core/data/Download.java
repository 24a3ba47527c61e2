package io.github.vae4j.core.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
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
                failures.add(mirror + ": " + e);
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
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try (InputStream in = connection.getInputStream()) {
            byte[] chunk = new byte[CHUNK];
            int told = 0;
            progress.downloaded(file.name(), 0, total);
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                content.write(chunk, 0, n);
                if (content.size() > file.maxBytes()) {
                    throw new IOException("expected at most " + file.maxBytes() + " bytes");
                }
                if (content.size() - told >= PROGRESS_STEP) {
                    told = content.size();
                    progress.downloaded(file.name(), told, total);
                }
            }
        }
        byte[] bytes = content.toByteArray();
        progress.downloaded(file.name(), bytes.length, bytes.length);
        check(file, bytes);
        return bytes;
    }

    private static void check(BuiltInSet.RemoteFile file, byte[] bytes) throws IOException {
        String packed = sha256(bytes);
        if (!packed.equals(file.sha256())) {
            String content = sha256(FileContent.unpack(Path.of(file.name()), bytes));
            if (!content.equals(file.sha256())) {
                throw new IOException("expected content with SHA-256 " + file.sha256() + ", found " + content);
            }
        }
    }

    private static String sha256(byte[] bytes) {
        MessageDigest sha = ContentHash.sha256();
        return HexFormat.of().formatHex(sha.digest(bytes));
    }
}
