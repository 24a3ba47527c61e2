package io.github.vae4j.study.cli;

import io.github.vae4j.core.Vae;
import io.github.vae4j.onnx.OnnxModel;
import io.github.vae4j.onnx.OnnxPart;
import io.github.vae4j.study.run.OutputFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Writes a model for other programs.
@Command(name = "export", description = {"Writes a model as ONNX: encoder.onnx (x to mean and logvar),",
    "decoder.onnx (z to x), draw.onnx (x and noise to z)."})
final class ExportCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin private final ModelFileOption model = new ModelFileOption();

    @Option(names = "--onnx", required = true, description = "Write ONNX, the one format that there is.")
    @SuppressWarnings("unused") // says what the command does
    private boolean onnx;

    @Option(names = "--parts", split = ",", paramLabel = "PART", defaultValue = "encoder,decoder,draw",
            description = "What to write, of encoder, decoder and draw (default: all of them).") private Set<
                    OnnxPart> parts = new TreeSet<>();

    @Mixin private final OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("model", model.path());
        settings.put("onnx", true);
        settings.put("parts", String.join(",", parts.stream().map(Enum::name).map(ExportCommand::lower).toList()));
        Map<OnnxPart, Path> written = new EnumMap<>(OnnxPart.class);
        try (ProgressDisplay display = output.display(); OutputFolder folder = output.open(display)) {
            Vae vae = Vae.load(model.path());
            Map<OnnxPart, OnnxModel> files = new EnumMap<>(OnnxPart.class);
            for (OnnxPart part : parts) {
                files.put(part, OnnxModel.of(vae, part));
            }
            folder.writeConfiguration(settings);
            for (Map.Entry<OnnxPart, OnnxModel> file : files.entrySet()) {
                file.getValue().write(folder.file(file.getKey().fileName()));
            }
            folder.commit();
            parts.forEach(part -> written.put(part, folder.place(part.fileName())));
        }
        written.forEach((part, file) -> out.println(lower(part.name()) + ": " + file));
        return 0;
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
