package io.github.vae4j.core.data.named;

import io.github.vae4j.core.data.DataFormatException;
import io.github.vae4j.core.data.file.FileContent;
import io.github.vae4j.core.file.Sha256;
import java.net.URI;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

/// A data set that is fetched by name: four IDX files, and where they can be had.
///
/// @param name its name
/// @param files training images, training labels, test images, test labels
/// @param mirrors places of the files, tried in this order
/// @param classNames names of the classes by label
public record BuiltInSet(String name, List<RemoteFile> files, List<URI> mirrors, List<String> classNames) {
    /// A file to download.
    ///
    /// @param name its name at the mirrors, packed with gzip
    /// @param sha256 of its unpacked content: mirrors pack it differently
    /// @param maxBytes no more than this is downloaded
    public record RemoteFile(String name, String sha256, int maxBytes) {
        /// The unpacked content of a file that should be this one.
        ///
        /// @param source where it comes from
        /// @param stored its bytes
        /// @throws DataFormatException if it is another one
        public byte[] content(Path source, byte[] stored) throws DataFormatException {
            byte[] content = FileContent.unpack(source, stored);
            String found = HexFormat.of().formatHex(Sha256.digest().digest(content));
            if (!found.equals(sha256)) {
                throw new DataFormatException(source, "content",
                        "expected the content of " + name + " with SHA-256 " + sha256
                                + ", found " + found + ": it is damaged or of another data set; remove it, or read"
                                + " it by its path instead of by the name of the data set");
            }
            return content;
        }
    }

    private static final int MB = 1 << 20;

    /// Y. LeCun, C. Cortes and C. J. C. Burges.
    public static final BuiltInSet MNIST = new BuiltInSet("mnist",
            files("ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
                    "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
                    "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
                    "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
            List.of(URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/"),
                    URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/")),
            List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"));

    /// H. Xiao, K. Rasul and R. Vollgraf (2017).
    public static final BuiltInSet FASHION_MNIST = new BuiltInSet("fashion-mnist",
            files("c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
                    "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
                    "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
                    "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"),
            List.of(URI.create("https://fashion-mnist.s3.eu-central-1.amazonaws.com/"),
                    URI.create("https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/")),
            List.of("T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag",
                    "Ankle boot"));

    private static List<RemoteFile> files(String trainImages, String trainLabels, String testImages,
            String testLabels) {
        return List.of(new RemoteFile("train-images-idx3-ubyte.gz", trainImages, 64 * MB),
                new RemoteFile("train-labels-idx1-ubyte.gz", trainLabels, MB),
                new RemoteFile("t10k-images-idx3-ubyte.gz", testImages, 16 * MB),
                new RemoteFile("t10k-labels-idx1-ubyte.gz", testLabels, MB));
    }
}
