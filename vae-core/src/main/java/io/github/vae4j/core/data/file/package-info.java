/// Files as bytes: whole or mapped, unpacked, bounded, and recognised by their content.
package io.github.vae4j.core.data.file;
