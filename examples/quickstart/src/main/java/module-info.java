/** A program that uses vae4j. On the class path this file is ignored. */
module com.example.quickstart {
    requires io.github.vae4j.core;
    requires io.github.vae4j.metrics;
}
