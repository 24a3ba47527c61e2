/// Data sets: readers, views, preparation, built-in sets.
package io.github.vae4j.core.data;
