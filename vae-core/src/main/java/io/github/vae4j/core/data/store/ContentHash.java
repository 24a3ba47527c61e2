package io.github.vae4j.core.data.store;

import io.github.vae4j.core.data.Conditions;
import io.github.vae4j.core.data.Dataset;
import io.github.vae4j.core.file.Sha256;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/// SHA-256 of what a data set is, whatever it came from.
///
/// The hash runs over the text `vae4j data 1`, the number of samples and of features (int, little endian), then per
/// sample its values (float, little endian) and, if there are labels, the name of its class (UTF-8, closed by a 0);
/// then, if there are conditions, their text forms and per sample their values.
public final class ContentHash {
    private static final byte[] PREFIX = "vae4j data 1".getBytes(StandardCharsets.US_ASCII);

    private ContentHash() {}

    public static String of(Dataset data) {
        if (data.isRedrawn()) {
            throw new IllegalArgumentException("data that is drawn anew every epoch has no values to hash");
        }
        MessageDigest sha = Sha256.digest();
        int features = data.features();
        sha.update(PREFIX);
        sha.update(ints(data.size(), features));
        byte[][] names = names(data);
        float[] row = new float[features];
        ByteBuffer bytes = ByteBuffer.allocate(4 * features).order(ByteOrder.LITTLE_ENDIAN);
        for (int sample = 0; sample < data.size(); sample++) {
            data.read(sample, 0, row, 0);
            bytes.asFloatBuffer().put(row);
            sha.update(bytes.array());
            if (data.hasLabels()) {
                sha.update(names[data.label(sample)]);
            }
        }
        update(sha, Conditions.of(data));
        return HexFormat.of().formatHex(sha.digest());
    }

    private static void update(MessageDigest sha, Conditions conditions) {
        int columns = conditions.columns().size();
        if (columns == 0) {
            return;
        }
        sha.update((conditions.columns() + "\0").getBytes(StandardCharsets.UTF_8));
        for (int row = 0; row < conditions.size(); row++) {
            int[] bits = new int[columns];
            for (int c = 0; c < columns; c++) {
                bits[c] = Float.floatToIntBits(conditions.get(row, c));
            }
            sha.update(ints(bits));
        }
    }

    /// The hash of data that is made from other data by a recipe with numbers.
    public static String ofDerived(String recipe, String contentHash, int... numbers) {
        MessageDigest sha = Sha256.digest();
        sha.update((recipe + '\0' + contentHash + '\0').getBytes(StandardCharsets.UTF_8));
        sha.update(ints(numbers));
        return HexFormat.of().formatHex(sha.digest());
    }

    private static byte[][] names(Dataset data) {
        List<String> names = data.classNames();
        byte[][] bytes = new byte[names.size()][];
        for (int c = 0; c < bytes.length; c++) {
            bytes[c] = (names.get(c) + '\0').getBytes(StandardCharsets.UTF_8);
        }
        return bytes;
    }

    private static byte[] ints(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(values);
        return bytes.array();
    }
}
