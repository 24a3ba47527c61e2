package io.github.vae4j.study.tensorboard;

import io.github.vae4j.study.picture.Picture;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.CRC32C;

/// Writes a file of TensorBoard's events (`tensorflow/core/util/event.proto`, `framework/summary.proto`). Each event is a
/// record of TFRecord: its length, that length's checksum, the event, its checksum, all little endian; a checksum is a
/// CRC-32C, rotated and with a number added (`core/lib/hash/crc32c.h`).
final class EventFile implements Closeable {
    /// What the names of the files begin with; TensorBoard looks for it.
    static final String PREFIX = "events.out.tfevents.";
    /// What ours end with.
    static final String SUFFIX = ".vae4j";

    private static final int MASK_DELTA = 0xA282_EAD8;
    private static final int MASK_ROTATION = 15;

    // Fields of Event.
    private static final int WALL_TIME = 1;
    private static final int STEP = 2;
    private static final int FILE_VERSION = 3;
    private static final int SUMMARY = 5;
    private static final int SESSION_LOG = 7;
    private static final int SESSION_START = 1;
    // Fields of Summary and of its Value.
    private static final int VALUE = 1;
    private static final int TAG = 1;
    private static final int SIMPLE_VALUE = 2;
    private static final int IMAGE = 4;
    private static final int HISTOGRAM = 5;
    // Colours of an image: red, green, blue and how opaque it is.
    private static final int COLOURS = 4;

    private final OutputStream out;

    private EventFile(OutputStream out) {
        this.out = out;
    }

    /// Makes a new file, whose name has the time, so that TensorBoard puts several of a folder in order.
    ///
    /// @param step that comes first: what older files say of it and later ones is no longer shown
    static EventFile create(Path folder, long step) throws IOException {
        Instant now = Instant.now();
        String name = PREFIX + now.getEpochSecond() + "." + ProcessHandle.current().pid() + "." + now.getNano()
                + SUFFIX;
        EventFile file = new EventFile(new BufferedOutputStream(Files.newOutputStream(folder.resolve(name),
                StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)));
        file.write(new Message().real(WALL_TIME, seconds()).text(FILE_VERSION, "brain.Event:2"));
        file.write(new Message().real(WALL_TIME, seconds()).integer(STEP, step).message(SESSION_LOG,
                new Message().integer(1, SESSION_START)));
        return file;
    }

    private static double seconds() {
        Instant now = Instant.now();
        return now.getEpochSecond() + now.getNano() * 1e-9;
    }

    void scalar(String tag, long step, double value) throws IOException {
        value(step, new Message().text(TAG, tag).single(SIMPLE_VALUE, (float) value));
    }

    void histogram(String tag, long step, Histogram histogram) throws IOException {
        Message proto = new Message().real(1, histogram.min()).real(2, histogram.max()).real(3, histogram.count())
                .real(4, histogram.sum()).real(5, histogram.sumOfSquares()).reals(6, histogram.limits())
                .reals(7, histogram.counts());
        value(step, new Message().text(TAG, tag).message(HISTOGRAM, proto));
    }

    void image(String tag, long step, Picture picture) throws IOException {
        Message proto = new Message().integer(1, picture.height()).integer(2, picture.width()).integer(3, COLOURS)
                .bytes(4, picture.content());
        value(step, new Message().text(TAG, tag).message(IMAGE, proto));
    }

    private void value(long step, Message value) throws IOException {
        write(new Message().real(WALL_TIME, seconds()).integer(STEP, step)
                .message(SUMMARY, new Message().message(VALUE, value)));
    }

    private void write(Message event) throws IOException {
        byte[] bytes = event.toBytes();
        byte[] length = littleEndian(bytes.length, Long.BYTES);
        out.write(length);
        out.write(littleEndian(checksum(length), Integer.BYTES));
        out.write(bytes);
        out.write(littleEndian(checksum(bytes), Integer.BYTES));
    }

    private static byte[] littleEndian(long value, int bytes) {
        return Arrays.copyOf(ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array(),
                bytes);
    }

    private static int checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return Integer.rotateRight((int) crc.getValue(), MASK_ROTATION) + MASK_DELTA;
    }

    /// Lets readers see what has been written.
    void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
