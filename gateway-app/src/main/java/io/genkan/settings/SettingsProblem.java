package io.genkan.settings;

/// Why a setting cannot be taken.
public enum SettingsProblem {
    /// A token that could be guessed. Facts: the least length.
    SHORT_TOKEN
}
