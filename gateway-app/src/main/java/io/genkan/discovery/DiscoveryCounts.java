package io.genkan.discovery;

import java.util.concurrent.atomic.LongAdder;
import org.springframework.stereotype.Component;

/// Counts what comes of friends' questions. Safe from any thread.
@Component
public class DiscoveryCounts {
    private final LongAdder questions = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder tooMany = new LongAdder();
    private final LongAdder answers = new LongAdder();
    private final LongAdder heldBack = new LongAdder();

    /// What was counted so far.
    public DiscoveryFigures figures() {
        return new DiscoveryFigures(questions.sum(), refused.sum(), tooMany.sum(), answers.sum(), heldBack.sum());
    }

    void countQuestion() {
        questions.increment();
    }

    void countRefused() {
        refused.increment();
    }

    void countTooMany() {
        tooMany.increment();
    }

    void countAnswers(int messages) {
        answers.add(messages);
    }

    void countHeldBack(int records) {
        heldBack.add(records);
    }
}
