package io.genkan.router;

import io.genkan.net.Attachment;
import io.genkan.net.BadInputException;
import io.genkan.net.InterfaceName;
import io.genkan.router.BridgeRecord.Entry;
import io.genkan.router.BridgeRecord.Phase;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// The bridge that is made of the LAN's interface, so that friends' taps can be ports of it.
///
/// It is on trial at first: unless the owner confirms it in time, which he can do only if he still reaches the
/// gateway, everything is as it was. A trial ends with the gateway, too. Once confirmed it stays, and is made again
/// where it is missing when the gateway starts. Safe from any thread.
@Service
public class LanBridge {
    /// How long a trial is, unless the owner says otherwise.
    public static final Duration TRIAL = Duration.ofMinutes(1);

    private static final Logger log = LoggerFactory.getLogger(LanBridge.class);
    private static final Duration SHORTEST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /// An interface can come, or get its address, later than the gateway.
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(5);

    private final BridgeSurvey survey;
    private final BridgeMaker maker;
    private final BridgeRecord record;
    private final Reconciler reconciler;
    private final LanReport report;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("lan-bridge").daemon()::unstarted);
    private final ReentrantLock oneAtATime = new ReentrantLock();

    /// The end of the trial that runs.
    private @Nullable Future<?> trial;

    /// Whether it has been said that a confirmed bridge is not there yet.
    private boolean waits;

    LanBridge(BridgeSurvey survey, BridgeMaker maker, BridgeRecord record, Reconciler reconciler, LanReport report) {
        this.survey = survey;
        this.maker = maker;
        this.record = record;
        this.reconciler = reconciler;
        this.report = report;
    }

    /// Reads how long a trial is to be.
    ///
    /// @param seconds as the owner has written them
    /// @throws BadInputException if it is too short to answer, or so long that it would be forgotten
    public static Duration trialOf(String seconds) {
        try {
            Duration trial = Duration.ofSeconds(Integer.parseInt(seconds.strip()));
            if (trial.compareTo(SHORTEST) >= 0 && trial.compareTo(LONGEST) <= 0) {
                return trial;
            }
        } catch (NumberFormatException e) {
            log.debug("no number of seconds", e);
        }
        throw new BadInputException(BridgeProblem.NOT_SECONDS, seconds, SHORTEST.toSeconds(), LONGEST.toSeconds());
    }

    /// What an earlier process left was undone with the rest of what it left; where that failed it is tried until it
    /// works.
    @PostConstruct
    void begin() {
        resume();
    }

    /// A trial ends with the gateway.
    @PreDestroy
    void stop() {
        timer.shutdownNow();
        oneAtATime.lock();
        try {
            if (maker.settle()) {
                log.warn("nobody has confirmed the bridge {}: it is undone", BridgePlan.BRIDGE);
            }
        } catch (IOException e) {
            log.error("the next start undoes the bridge {}: {}", BridgePlan.BRIDGE, e.getMessage());
        } finally {
            oneAtATime.unlock();
        }
    }

    /// What the making of the bridge would do; does nothing.
    ///
    /// @throws BadInputException if there can be none
    public BridgePlan plan() {
        return orProblem(BridgeProblem.NO_LAN, survey::plan);
    }

    /// Makes the bridge, on trial.
    ///
    /// @param length how long it waits to be confirmed
    /// @return what was done
    /// @throws BadInputException if there can be none, or it did not work; then everything is as it was
    public BridgePlan make(Duration length) {
        BridgePlan made = exclusively(() -> {
            if (record.read().isPresent()) {
                throw new BadInputException(BridgeProblem.MADE_ALREADY, BridgePlan.BRIDGE);
            }
            BridgePlan plan = plan();
            try {
                maker.make(plan, Phase.ON_TRIAL);
            } catch (IOException e) {
                if (record.read().isPresent()) {
                    var _ = later(BETWEEN_TRIES, this::endTrial);
                }
                throw e;
            }
            trial = later(length, this::endTrial);
            log.info(
                    "{} is a port of {} until {} s have passed, or longer if that is confirmed",
                    plan.device(),
                    BridgePlan.BRIDGE,
                    length.toSeconds());
            return plan;
        });
        reconciler.checkLan();
        return made;
    }

    /// Keeps the bridge.
    ///
    /// @throws BadInputException if none is on trial, or not any more
    public void confirm() {
        exclusively(() -> {
            Entry entry = record.read()
                    .filter(found -> trial != null && found.phase() == Phase.ON_TRIAL)
                    .orElseThrow(() -> new BadInputException(BridgeProblem.NOTHING_TO_CONFIRM));
            record.write(Phase.CONFIRMED, entry.undo());
            endTimer();
            log.info("the bridge {} is confirmed", BridgePlan.BRIDGE);
            return entry;
        });
    }

    /// Gives the interface everything back that the bridge has now, and takes the bridge away.
    ///
    /// @throws BadInputException if there is none of ours, or friends are inside by it
    public void undo() {
        exclusively(() -> {
            Entry entry = record.read().orElseThrow(() -> new BadInputException(BridgeProblem.NOTHING_TO_UNDO));
            refuseWhileFriendsAreOnIt();
            if (!entry.present() || !maker.isThere()) {
                // What is there of the name is somebody else's.
                record.delete();
                return entry;
            }
            if (entry.phase() == Phase.CONFIRMED) {
                record.write(Phase.ON_TRIAL, survey.undoFor(entry.undo().device()));
            }
            endTimer();
            settleInTheEnd();
            log.info("the bridge {} is undone", BridgePlan.BRIDGE);
            return entry;
        });
        reconciler.checkLan();
    }

    private void refuseWhileFriendsAreOnIt() {
        List<InterfaceName> bridged = report.devices().stream()
                .filter(device -> report.joined(device)
                        .filter(joined -> joined.attachment() == Attachment.BRIDGED)
                        .isPresent())
                .toList();
        if (!bridged.isEmpty()) {
            throw new BadInputException(
                    BridgeProblem.FRIENDS_ON_IT,
                    bridged.stream().map(InterfaceName::value).collect(Collectors.joining(", ")));
        }
    }

    private void endTrial() {
        oneAtATime.lock();
        try {
            trial = null;
            if (settleInTheEnd()) {
                log.warn("nobody has confirmed the bridge {}: it is undone", BridgePlan.BRIDGE);
            }
        } catch (IOException e) {
            log.error("the bridge {} cannot be undone, and is tried again: {}", BridgePlan.BRIDGE, e.getMessage());
        } finally {
            oneAtATime.unlock();
        }
        reconciler.checkLan();
    }

    /// Undoes what is to be undone, and tries until that works.
    private boolean settleInTheEnd() throws IOException {
        try {
            return maker.settle();
        } catch (IOException e) {
            var _ = later(BETWEEN_TRIES, this::endTrial);
            throw e;
        }
    }

    /// Goes on where an earlier process was.
    private void resume() {
        oneAtATime.lock();
        try {
            if (trial != null) {
                return;
            }
            maker.settle();
            Optional<Entry> entry = record.read();
            if (entry.isPresent() && !maker.isThere()) {
                makeAgain(entry.get());
            }
        } catch (IOException e) {
            if (!waits) {
                log.warn("the bridge {} is not there yet, and is tried again: {}", BridgePlan.BRIDGE, e.getMessage());
            }
            waits = true;
            var _ = later(BETWEEN_TRIES, this::resume);
        } finally {
            oneAtATime.unlock();
        }
        reconciler.checkLan();
    }

    private void makeAgain(Entry entry) throws IOException {
        try {
            BridgePlan plan = survey.plan();
            if (!plan.device().equals(entry.undo().device())) {
                throw new IOException("the home network is on " + plan.device());
            }
            maker.make(plan, Phase.MADE_AGAIN);
            record.write(Phase.CONFIRMED, plan.undo());
            log.info("the bridge {} is made again", BridgePlan.BRIDGE);
        } catch (BadInputException e) {
            log.error("the bridge {} cannot be made again: {}", BridgePlan.BRIDGE, e.getMessage());
        }
    }

    private void endTimer() {
        if (trial != null) {
            trial.cancel(false);
            trial = null;
        }
    }

    private Future<?> later(Duration wait, Runnable work) {
        return timer.schedule(work, wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private interface Work<T> {
        T run() throws IOException;
    }

    private <T> T exclusively(Work<T> work) {
        oneAtATime.lock();
        try {
            return orProblem(BridgeProblem.FAILED, work);
        } finally {
            oneAtATime.unlock();
        }
    }

    private static <T> T orProblem(BridgeProblem problem, Work<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            log.error("the bridge {}: {}", BridgePlan.BRIDGE, e.getMessage());
            throw new BadInputException(problem, String.valueOf(e.getMessage()));
        }
    }
}
