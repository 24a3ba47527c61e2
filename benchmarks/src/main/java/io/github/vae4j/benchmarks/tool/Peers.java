package io.github.vae4j.benchmarks.tool;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/// The libraries on the class path that vae4j is compared with.
final class Peers {
    // The artifact, group and name, whose version is that of the library.
    private static final Map<String, String> ARTIFACTS = new LinkedHashMap<>();

    static {
        ARTIFACTS.put("OpenBLAS", "org.bytedeco/openblas");
        ARTIFACTS.put("MKL", "org.bytedeco/mkl");
        ARTIFACTS.put("PyTorch", "org.bytedeco/pytorch");
        ARTIFACTS.put("TensorFlow Java", "org.tensorflow/tensorflow-core-api");
        ARTIFACTS.put("Deeplearning4j", "org.deeplearning4j/deeplearning4j-nn");
        ARTIFACTS.put("Smile", "com.github.haifengl/smile-core");
    }

    private Peers() {}

    /// Names and versions, as the jars of a class path state them; what is not there is left out.
    static String versions(String classPath) throws IOException {
        Map<String, String> found = new LinkedHashMap<>();
        ARTIFACTS.keySet().forEach(name -> found.put(name, ""));
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            if (entry.endsWith(".jar")) {
                try (JarFile jar = new JarFile(entry)) {
                    for (Map.Entry<String, String> artifact : ARTIFACTS.entrySet()) {
                        String version = version(jar, artifact.getValue());
                        if (version != null) {
                            found.put(artifact.getKey(), version);
                        }
                    }
                }
            }
        }
        return found.entrySet().stream().filter(each -> !each.getValue().isEmpty())
                .map(each -> each.getKey() + " " + each.getValue()).collect(Collectors.joining(", "));
    }

    private static @Nullable String version(JarFile jar, String artifact) throws IOException {
        ZipEntry maven = jar.getEntry("META-INF/maven/" + artifact + "/pom.properties");
        if (maven != null) {
            Properties properties = new Properties();
            try (InputStream in = jar.getInputStream(maven)) {
                properties.load(in);
            }
            return properties.getProperty("version");
        }
        Manifest manifest = jar.getManifest();
        String name = artifact.substring(artifact.indexOf('/') + 1);
        return manifest != null
                && name.equals(manifest.getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_TITLE))
                        ? manifest.getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION)
                        : null;
    }
}
