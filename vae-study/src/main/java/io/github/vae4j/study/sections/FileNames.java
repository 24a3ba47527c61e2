package io.github.vae4j.study.sections;

import java.util.Locale;

/// Names of files for classes, whatever classes are called.
final class FileNames {
    // File systems allow 255 characters; the number of the class keeps names apart.
    private static final int LONGEST = 60;

    private FileNames() {}

    /// The number of the class and what of its name every file system takes.
    static String of(int label, String name) {
        String all = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String plain = all.length() <= LONGEST ? all : all.substring(0, LONGEST);
        if (name.isEmpty()) {
            return "all";
        }
        boolean numbered = plain.equals(Integer.toString(label)) || plain.isEmpty();
        return numbered ? Integer.toString(label) : label + "-" + plain;
    }
}
