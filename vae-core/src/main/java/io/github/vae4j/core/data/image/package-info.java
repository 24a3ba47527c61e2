/// Images: folders of them, what their files promise, and their pixels as grey levels. Only
/// [io.github.vae4j.core.data.image.ImageDecoder] uses the module java.desktop.
package io.github.vae4j.core.data.image;
