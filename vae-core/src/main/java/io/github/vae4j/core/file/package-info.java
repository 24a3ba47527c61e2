/// Files as a whole or not at all, their checksums, and the safetensors format. Exported to the application alone: what a
/// user needs of it is in the public classes that read and write models and data.
package io.github.vae4j.core.file;
