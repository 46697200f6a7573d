package io.genkan.metrics;

import io.micrometer.core.instrument.MeterRegistry;

/// Something whose meters come and go.
public interface MeterSource {
    /// Looks at everything anew, and makes and removes meters; called before each reading.
    void bringUpToDate(MeterRegistry registry);
}
