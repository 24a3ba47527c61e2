package io.github.vae4j.study.experiment;

/// What a study ran on.
///
/// @param version of vae4j
/// @param jdk vendor, version and virtual machine
/// @param os operating system
/// @param cpu name of the processor
/// @param kernels which kernels ran
public record Environment(String version, String jdk, String os, String cpu, String kernels) {}
