package io.github.vae4j.core.data.named;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// An HTTP server on this machine that sends what a test tells it to, byte by byte, and closes the connection.
final class LoopbackServer implements AutoCloseable {
    private final ServerSocket socket;
    private final Map<String, byte[]> answers = new ConcurrentHashMap<>();

    LoopbackServer() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(this::serve);
    }

    /// The place of a folder on the server.
    URI folder(String name) {
        return URI.create(
                "http://" + socket.getInetAddress().getHostAddress() + ":" + socket.getLocalPort() + "/" + name + "/");
    }

    /// What comes back for a path, after the status line.
    void answer(String path, String status, String headers, byte[] body) {
        byte[] head = ("HTTP/1.1 " + status + "\r\nConnection: close\r\n" + headers + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        answers.put(path, ByteBuffer.allocate(head.length + body.length).put(head).put(body).array());
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
                String request = in.readLine();
                String line = request;
                while (line != null && !line.isEmpty()) {
                    line = in.readLine();
                }
                if (request != null) {
                    String path = request.split(" ", -1)[1];
                    client.getOutputStream().write(answers.getOrDefault(path,
                            "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
                }
            } catch (IOException e) {
                // A client that had enough, or the end of the test: the next one is served all the same.
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
