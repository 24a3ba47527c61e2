/// Models of vae4j as ONNX files: [io.github.vae4j.onnx.OnnxModel].
package io.github.vae4j.onnx;
