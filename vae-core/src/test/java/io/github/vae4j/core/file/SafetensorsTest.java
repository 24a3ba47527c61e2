package io.github.vae4j.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.management.ThreadMXBean;
import io.github.vae4j.core.ModelFormatException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {
    private static final long MB = 1 << 20;

    @TempDir Path folder;

    private static Safetensors content() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        float[] many = new float[40_000];
        for (int i = 0; i < many.length; i++) {
            many[i] = i;
        }
        tensors.put("a", Tensor.of(many, 200, 200));
        tensors.put("none", Tensor.of(new float[0]));
        tensors.put("d", Tensor.of(new double[] {Math.PI, -0.0}, 2, 1));
        tensors.put("\"\u00e4\n", Tensor.of(new float[] {1.5f}, 1));
        return new Safetensors(Map.of("format", "test", "half", "a half: \ud800."), tensors);
    }

    private static byte[] bytes(Safetensors content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        content.write(out);
        return out.toByteArray();
    }

    private static byte[] file(String json, int values) {
        byte[] header = json.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + header.length + values).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length)
                .put(header).array();
    }

    private static void check(TensorReader in) throws IOException {
        try (in) {
            assertThat(in.header().metadata()).containsEntry("format", "test").containsEntry("half",
                    "a half: \ud800.");
            Map<String, TensorInfo> tensors = in.header().byName();
            assertThat(tensors.keySet()).containsExactly("a", "none", "d", "\"\u00e4\n");
            assertThat(tensors.get("a").shape()).containsExactly(200, 200);
            assertThat(in.floats(tensors.get("a"))).hasSize(40_000).endsWith(39_998, 39_999);
            assertThat(in.doubles(tensors.get("d"))).containsExactly(Math.PI, -0.0);
            assertThatIllegalArgumentException().isThrownBy(() -> in.floats(tensors.get("a")));
            assertThat(in.finish()).isTrue();
        }
    }

    @Test
    void filesBytesAndStreamsGiveTheSame() throws IOException {
        Path file = folder.resolve("a.safetensors");
        content().write(file);
        byte[] bytes = Files.readAllBytes(file);
        assertThat(bytes(content())).isEqualTo(bytes);
        check(TensorReader.open(file));
        check(TensorReader.of("bytes", bytes));
        check(TensorReader.of("stream", new ByteArrayInputStream(bytes)));
    }

    @Test
    void aReaderMayLeaveArraysOut() throws IOException {
        try (TensorReader in = TensorReader.of("bytes", bytes(content()))) {
            float[] into = new float[3];
            in.floats(in.header().tensors().getLast(), into, 1);
            assertThat(into).containsExactly(0, 1.5f, 0);
            assertThat(in.finish()).isTrue();
        }
        try (TensorReader in = TensorReader.of("bytes", bytes(content()))) {
            assertThat(in.finish()).isTrue();
        }
    }

    /// As other libraries write them: half precision, no checksum, arrays in any order in the header.
    @Test
    void filesOfOthers() throws IOException {
        byte[] bytes = file("{\"b\":{\"dtype\":\"BF16\",\"shape\":[1],\"data_offsets\":[2,4]},"
                + "\"a\":{\"dtype\":\"F16\",\"shape\":[],\"data_offsets\":[0,2]}}  ", 4);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putShort(bytes.length - 4, Float.floatToFloat16(0.5f))
                .putShort(bytes.length - 2, (short) (Float.floatToIntBits(-2f) >>> 16));
        try (TensorReader in = TensorReader.of("other", bytes)) {
            assertThat(in.header().tensors()).extracting(TensorInfo::name).containsExactly("a", "b");
            assertThat(in.floats(in.header().tensors().get(0))).containsExactly(0.5f);
            assertThat(in.floats(in.header().tensors().get(1))).containsExactly(-2f);
            assertThat(in.finish()).as("states a checksum").isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', value = {
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}} | 4 | which are 4, expected 8",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}} | 8 | stands at byte 4 of the values, expected 0",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"b\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[2,6]}} | 6 | expected 4",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}} | 3 | cut short",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}} | 5 | 1 bytes too many",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}} | 4 | impossible shape",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2147483648],\"data_offsets\":[0,4]}} | 4 | impossible shape",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2147483647,2147483647,2147483647],\"data_offsets\":[0,4]}} | 4 | expected more",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]}} | 4 | impossible data_offsets",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4,8]}} | 4 | impossible data_offsets",
        "{\"a\":{\"dtype\":\"F31\",\"shape\":[1],\"data_offsets\":[0,4]}} | 4 | unknown type 'F31'",
        "{\"a\":7} | 0 | is not described by",
        "{\"__metadata__\":{\"x\":7}} | 0 | metadata 'x' is not a string",
        "{\"__metadata__\":[]} | 0 | is not an object",
        "{\"__metadata__\":{\"sha256\":\"\"}} | 0 | not 64 hexadecimal digits",
        "{\"a\":{},\"a\":{}} | 0 | no second 'a'",
        "{\"a\":\"\\u00g0\"} | 0 | four hexadecimal digits",
        "{\"a\":[[[[[[[[[[]]]]]]]]]]} | 0 | at most 8 levels",
        "[] | 0 | expected '{'"})
    void headersThatAreWrong(String json, int values, String expected) {
        for (boolean stream : new boolean[] {false, true}) {
            byte[] bytes = file(json, values);
            assertThatExceptionOfType(ModelFormatException.class)
                    .isThrownBy(() -> (stream
                            ? TensorReader.of("f", new ByteArrayInputStream(bytes))
                            : TensorReader.of("f", bytes)).finish())
                    .withMessageStartingWith("f: ").withMessageContaining(expected);
        }
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        byte[] bytes = file("{\"__metadata__\":{\"a\":\"?\"}}", 0);
        bytes[bytes.length - 4] = (byte) 0xff;
        assertThatExceptionOfType(ModelFormatException.class).isThrownBy(() -> TensorReader.of("f", bytes))
                .withMessageContaining("not text in UTF-8");
    }

    /// What a header says costs no memory before it is known to be true.
    @Test
    void memoryIsBoundByTheFile() {
        String huge = "{\"a\":{\"dtype\":\"F32\",\"shape\":[1800000000],\"data_offsets\":[0,7200000000]}}";
        assertThat(allocated(() -> TensorReader.of("f", file(huge, 100)))).isLessThan(MB);
        assertThat(allocated(() -> TensorReader.of("f", new ByteArrayInputStream(file(huge, 100))))).isLessThan(MB);
        String smaller = huge.replace("1800000000", "500000000").replace("7200000000", "2000000000");
        assertThat(allocated(() -> TensorReader.of("f", new ByteArrayInputStream(file(smaller, 100))))).isLessThan(MB);
        // 1 MB of header: an empty checksum, many small values, long names.
        int n = 1 << 20;
        assertThat(allocated(() -> TensorReader.of("f", file("{\"__metadata__\":{\"sha256\":\"\",\"a\":\""
                + "b".repeat(n) + "\"}}", 0)))).isLessThan(60 * MB);
        assertThat(allocated(() -> TensorReader.of("f", file("{\"a\":[" + "[],".repeat(n / 3) + "[]]}", 0))))
                .isLessThan(60 * MB);
        assertThat(allocated(() -> TensorReader.of("f", file("{\"" + "a".repeat(n) + "\":{}}", 0))))
                .isLessThan(60 * MB);
    }

    private interface Call {
        TensorReader run() throws IOException;
    }

    private static long allocated(Call call) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThatExceptionOfType(ModelFormatException.class).isThrownBy(call::run)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    @Test
    void aStreamThatNeverEndsIsLeft() {
        InputStream zeros = new InputStream() {
            @Override
            public int read() {
                return 0;
            }
        };
        assertThatExceptionOfType(ModelFormatException.class).isThrownBy(() -> TensorReader.of("zeros", zeros))
                .withMessageContaining("header length 0 is impossible");
    }

    @Test
    void whatCouldNotBeReadIsNotWritten() {
        Safetensors large = new Safetensors(Map.of("history", "x".repeat(TensorHeader.MAX_BYTES)), Map.of());
        Path file = folder.resolve("large");
        assertThatExceptionOfType(ModelFormatException.class).isThrownBy(() -> large.write(file))
                .withMessageContaining(file + ": cannot be written");
        assertThat(file).doesNotExist();
        assertThatIllegalArgumentException().isThrownBy(() -> Tensor.of(new float[3], 2, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> Tensor.of(new double[1], -1, -1));
        assertThat(Tensor.of(new float[0], 0, 7).shape()).isEqualTo(List.of(0, 7));
    }
}
