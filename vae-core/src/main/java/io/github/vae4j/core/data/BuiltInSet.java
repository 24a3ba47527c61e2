package io.github.vae4j.core.data;

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
record BuiltInSet(String name, List<RemoteFile> files, List<URI> mirrors, List<String> classNames) {
    /// A file to download.
    ///
    /// @param name its name at the mirrors, packed with gzip
    /// @param sha256 of its content
    /// @param packed whether the hash is that of the packed file as published, instead of what is packed in it
    /// @param maxBytes no more than this is downloaded
    record RemoteFile(String name, String sha256, boolean packed, int maxBytes) {
        /// The unpacked content of a file that should be this one.
        ///
        /// @param source where it comes from
        /// @param stored its bytes
        /// @throws DataFormatException if it is another one
        byte[] content(Path source, byte[] stored) throws DataFormatException {
            byte[] content = FileContent.unpack(source, stored);
            String found = HexFormat.of().formatHex(Sha256.digest().digest(packed ? stored : content));
            if (!found.equals(sha256)) {
                throw new DataFormatException(source, "content",
                        "expected the " + (packed ? "packed file " : "content of ") + name + " with SHA-256 " + sha256
                                + ", found " + found + ": it is damaged or of another data set; remove it, or read"
                                + " it by its path instead of by the name of the data set");
            }
            return content;
        }
    }

    private static final int MB = 1 << 20;

    /// Y. LeCun, C. Cortes and C. J. C. Burges. The hashes are of the unpacked files: mirrors pack them differently.
    static final BuiltInSet MNIST = new BuiltInSet("mnist",
            files(false, "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
                    "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
                    "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
                    "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
            List.of(URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/"),
                    URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/")),
            List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"));

    /// H. Xiao, K. Rasul and R. Vollgraf (2017). The hashes are of the files as Zalando Research serves them.
    static final BuiltInSet FASHION_MNIST = new BuiltInSet("fashion-mnist",
            files(true, "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
                    "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
                    "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
                    "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"),
            List.of(URI.create("https://fashion-mnist.s3.eu-central-1.amazonaws.com/"),
                    URI.create("https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/")),
            List.of("T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag",
                    "Ankle boot"));

    private static List<RemoteFile> files(boolean packed, String trainImages, String trainLabels, String testImages,
            String testLabels) {
        return List.of(new RemoteFile("train-images-idx3-ubyte.gz", trainImages, packed, 64 * MB),
                new RemoteFile("train-labels-idx1-ubyte.gz", trainLabels, packed, MB),
                new RemoteFile("t10k-images-idx3-ubyte.gz", testImages, packed, 16 * MB),
                new RemoteFile("t10k-labels-idx1-ubyte.gz", testLabels, packed, MB));
    }
}
