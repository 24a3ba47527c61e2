package io.github.vae4j.core.data;

import io.github.vae4j.kernels.Philox;
import java.util.Arrays;

/// A data set in two parts that share no sample. Within a part samples keep their order.
///
/// @param train what to learn from
/// @param test what to judge by
public record Split(Dataset train, Dataset test) {
    /// Counter word of the random numbers; the seed is the user's.
    private static final int STREAM = 0x64617433;

    /// The last samples are the test part.
    ///
    /// @param data the whole
    /// @param testSize samples of the test part, from 0 to `data.size()`
    /// @return the parts
    /// @throws IllegalArgumentException if the size is out of range
    public static Split fixed(Dataset data, int testSize) {
        int trainSize = data.size() - checked(data, testSize);
        return new Split(data.range(0, trainSize), data.range(trainSize, data.size()));
    }

    /// A random choice of samples is the test part, each choice as likely as any other.
    ///
    /// @param data the whole
    /// @param testSize samples of the test part, from 0 to `data.size()`
    /// @param seed of the choice: the same seed, the same parts, on every machine
    /// @return the parts
    /// @throws IllegalArgumentException if the size is out of range
    public static Split random(Dataset data, int testSize, long seed) {
        int[] order = order(data, seed);
        boolean[] isTest = new boolean[data.size()];
        for (int i = 0; i < checked(data, testSize); i++) {
            isTest[order[i]] = true;
        }
        return of(data, isTest, testSize);
    }

    /// A random choice of samples in which each class has its share: `testSize` times the share of the class, rounded
    /// down or up so that the sizes add up (largest remainder first, then the smaller label).
    ///
    /// @param data the whole, with labels
    /// @param testSize samples of the test part, from 0 to `data.size()`
    /// @param seed of the choice
    /// @return the parts
    /// @throws IllegalArgumentException if the size is out of range
    /// @throws IllegalStateException if there are no labels
    public static Split stratified(Dataset data, int testSize, long seed) {
        int n = data.size();
        int[] wanted = shares(data, checked(data, testSize));
        boolean[] isTest = new boolean[n];
        for (int sample : order(data, seed)) {
            int label = data.label(sample);
            if (wanted[label] > 0) {
                wanted[label]--;
                isTest[sample] = true;
            }
        }
        return of(data, isTest, testSize);
    }

    private static int[] shares(Dataset data, int testSize) {
        int classes = data.classNames().size();
        long n = Math.max(1, data.size());
        long[] count = new long[classes];
        for (int sample = 0; sample < data.size(); sample++) {
            count[data.label(sample)]++;
        }
        int[] share = new int[classes];
        Integer[] byRemainder = new Integer[classes];
        int missing = testSize;
        for (int c = 0; c < classes; c++) {
            byRemainder[c] = c;
            share[c] = (int) (count[c] * testSize / n);
            missing -= share[c];
        }
        // The sort is stable: equal remainders stay in the order of the labels.
        Arrays.sort(byRemainder, (a, b) -> Long.compare(count[b] * testSize % n, count[a] * testSize % n));
        for (int i = 0; i < missing; i++) {
            share[byRemainder[i]]++;
        }
        return share;
    }

    private static int[] order(Dataset data, long seed) {
        int[] order = new int[data.size()];
        Philox.permutation(order, order.length, seed, STREAM, 0);
        return order;
    }

    private static int checked(Dataset data, int testSize) {
        if (testSize < 0 || testSize > data.size()) {
            throw new IllegalArgumentException("a test part of " + testSize + " samples is not in 0 to " + data.size());
        }
        return testSize;
    }

    private static Split of(Dataset data, boolean[] isTest, int testSize) {
        int[] train = new int[data.size() - testSize];
        int[] test = new int[testSize];
        int trainCount = 0;
        int testCount = 0;
        for (int sample = 0; sample < isTest.length; sample++) {
            if (isTest[sample]) {
                test[testCount++] = sample;
            } else {
                train[trainCount++] = sample;
            }
        }
        return new Split(data.subset(train), data.subset(test));
    }
}
