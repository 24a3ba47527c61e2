package io.github.vae4j.core.train;

import io.github.vae4j.core.SettingChange;
import io.github.vae4j.core.TrainingConfig;
import io.github.vae4j.core.model.Fields;
import io.github.vae4j.core.spec.Setting;
import io.github.vae4j.core.spec.Setting.OnResume;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What changed when a run was continued.
final class Changes implements Saved {
    private static final int WORDS = 4;

    private final List<SettingChange> list = new ArrayList<>();

    List<SettingChange> list() {
        return List.copyOf(list);
    }

    /// Records what differs.
    ///
    /// @throws IllegalArgumentException if it must not differ
    void add(int epoch, TrainingConfig before, TrainingConfig after) {
        for (Setting<TrainingConfig> setting : TrainingConfig.settings()) {
            String old = setting.write().apply(before);
            String wanted = setting.write().apply(after);
            if (old.equals(wanted) || setting.onResume() == OnResume.FREE) {
                continue;
            }
            if (setting.onResume() == OnResume.FIXED) {
                throw new IllegalArgumentException("the setting '" + setting.name() + "' must not change when a run is "
                        + "continued: it was " + old + ", not " + wanted);
            }
            list.add(new SettingChange(epoch, setting.name(), old, wanted));
        }
    }

    @Override
    public void write(Map<String, String> out) {
        out.put("state.changes", list.stream()
                .map(c -> String.join("\t", Integer.toString(c.epoch()), c.setting(), c.before(), c.after()))
                .collect(Collectors.joining("\n")));
    }

    @Override
    public void read(Fields in) {
        list.clear();
        String text = in.text().getOrDefault("state.changes", "");
        for (String line : text.isEmpty() ? new String[0] : text.split("\n", -1)) {
            String[] words = line.split("\t", -1);
            Saved.require(words.length == WORDS && words[0].matches("[0-9]{1,9}"), "state.changes", line);
            list.add(new SettingChange(Integer.parseInt(words[0]), words[1], words[2], words[3]));
        }
    }
}
