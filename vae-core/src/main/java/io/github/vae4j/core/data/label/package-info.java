/// Labels as users have them, made into classes 0 to k - 1 with names: one rule for text, arrays and columns of tables.
package io.github.vae4j.core.data.label;
