/// Data sets that are fetched by name: what they are, where they can be had, and how they are downloaded.
package io.github.vae4j.core.data.named;
