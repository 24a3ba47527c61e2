/// Data sets that hold their own samples: bytes, floats, or a mapped file.
package io.github.vae4j.core.data.store;
