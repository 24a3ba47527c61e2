package io.github.vae4j.study.tensorboard;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// A message of Protocol Buffers (https://protobuf.dev/programming-guides/encoding), field by field. No library of Java
/// writes TensorBoard's events without TensorFlow, and the events need four kinds of fields: so they are encoded here.
final class Message {
    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED_32 = 5;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private void tag(int field, int type) {
        varint((long) field << 3 | type);
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    Message integer(int field, long value) {
        tag(field, VARINT);
        varint(value);
        return this;
    }

    Message real(int field, double value) {
        tag(field, FIXED_64);
        out.writeBytes(ByteBuffer.allocate(Double.BYTES).order(ByteOrder.LITTLE_ENDIAN).putDouble(value).array());
        return this;
    }

    Message single(int field, float value) {
        tag(field, FIXED_32);
        out.writeBytes(ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN).putFloat(value).array());
        return this;
    }

    Message bytes(int field, byte[] value) {
        tag(field, BYTES);
        varint(value.length);
        out.writeBytes(value);
        return this;
    }

    Message text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Message message(int field, Message value) {
        return bytes(field, value.toBytes());
    }

    /// Numbers of a packed field.
    Message reals(int field, double... values) {
        byte[] packed = new byte[Math.multiplyExact(values.length, Double.BYTES)];
        ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().put(values);
        return bytes(field, packed);
    }

    byte[] toBytes() {
        return out.toByteArray();
    }
}
