package com.example.research;

import io.github.vae4j.core.Tensor;
import io.github.vae4j.core.Tensors;
import io.github.vae4j.core.Vae;
import io.github.vae4j.core.VaeSpec;
import io.github.vae4j.kernels.Activation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/// A model that starts with the weights of a PyTorch module: `fc1`, the heads `fc_mu` and `fc_logvar`, `fc3` and `fc4`, each
/// an `nn.Linear`, saved by `safetensors.torch.save_file(module.state_dict(), file)`.
final class WarmStart {
    private WarmStart() {}

    static Vae read(Path file) throws IOException {
        Map<String, Tensor> theirs = Tensors.read(file);
        VaeSpec spec = VaeSpec.of(64, 4).withHidden(16).withActivation(Activation.RELU);
        return Vae.of(spec, Tensors.fromPyTorch(theirs, spec));
    }
}
