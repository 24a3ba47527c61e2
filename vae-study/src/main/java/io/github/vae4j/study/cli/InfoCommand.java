package io.github.vae4j.study.cli;

import io.github.vae4j.core.LibraryVersion;
import io.github.vae4j.kernels.KernelInfo;
import io.github.vae4j.kernels.Kernels;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Tells what this machine offers and what the library makes of it.
@Command(name = "info", description = "Shows the JDK, the CPU, and which kernels run here and why.")
final class InfoCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        KernelInfo kernels = Kernels.describe();
        Runtime runtime = Runtime.getRuntime();
        PrintWriter out = spec.commandLine().getOut();
        row(out, "vae4j", LibraryVersion.current());
        row(out, "JDK", property("java.vendor") + " " + Runtime.version() + ", " + property("java.vm.name"));
        row(out, "JDK home", property("java.home"));
        row(out, "OS", property("os.name") + " " + property("os.version"));
        row(out, "CPU", Cpu.name() + " (" + property("os.arch") + ")");
        row(out, "threads", runtime.availableProcessors() + " available to this process");
        row(out, "memory", (runtime.maxMemory() >> 20) + " MB of heap at most");
        row(out, "kernels", kernels.implementation());
        row(out, "because", kernels.reason());
        row(out, "SIMD width", width(kernels.vectorBits()));
        row(out, "FMA", kernels.hardwareFma()
                ? "in hardware"
                : "NOT in hardware, so kernels are thousands of times slower: use x86-64-v3 or AArch64");
        out.flush();
    }

    private static String width(int bits) {
        return bits == 0 ? "none" : bits + " bits, " + bits / Float.SIZE + " floats at once";
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }

    private static void row(PrintWriter out, String name, String value) {
        out.println(name + " ".repeat(12 - name.length()) + value);
    }
}
