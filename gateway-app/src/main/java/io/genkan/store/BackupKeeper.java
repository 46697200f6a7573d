package io.genkan.store;

import io.genkan.settings.CannotStartException;
import io.genkan.store.BackupName.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Makes a whole backup each day, and whenever it is asked to.
@Component
public class BackupKeeper implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(BackupKeeper.class);
    private static final Duration AT_MOST_AGED = Duration.ofDays(1);
    private static final Duration FIRST_LOOK = Duration.ofMinutes(2);
    private static final Duration LOOKS_EVERY = Duration.ofHours(1);

    private final ChangeBackups changes;
    private final Backups backups;
    private final Clock clock;
    private final ScheduledExecutorService looker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("backups").daemon()::unstarted);
    private @Nullable ScheduledFuture<?> looking;
    private volatile @Nullable String trouble;

    BackupKeeper(ChangeBackups changes, StoreFiles files, Clock clock) {
        this.changes = changes;
        this.backups = new Backups(files);
        this.clock = clock;
    }

    /// Why the last backup of all there is could not be made.
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    /// Whether the disk has room for changes.
    public boolean hasRoom() {
        return changes.hasRoom();
    }

    /// Makes a backup of all there is, tried by restoring it.
    ///
    /// @return the file
    /// @throws NotDurableException if it cannot be made
    public synchronized Path makeWhole() {
        try {
            Path made = changes.makeWhole();
            trouble = null;
            return made;
        } catch (NotDurableException e) {
            trouble = e.getMessage();
            throw e;
        }
    }

    /// Before anybody can come in.
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }

    @Override
    public void start() {
        try {
            changes.catchUp();
        } catch (IOException | NotDurableException e) {
            throw new CannotStartException(
                    "The database cannot be backed up (" + e.getMessage() + ").",
                    "Nothing was changed. Make some room on the disk, or mend the permissions of the data directory.",
                    e);
        }
        looking = looker.scheduleWithFixedDelay(
                this::look, FIRST_LOOK.toSeconds(), LOOKS_EVERY.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void stop() {
        ScheduledFuture<?> running = looking;
        looking = null;
        if (running != null) {
            running.cancel(false);
        }
    }

    @Override
    public boolean isRunning() {
        return looking != null;
    }

    private void look() {
        try {
            Optional<Path> newest = backups.newest(Kind.WHOLE);
            if (newest.isEmpty() || isOld(newest.get())) {
                makeWhole();
            }
        } catch (IOException | RuntimeException e) {
            log.error("the daily backup could not be made: {}", e.getMessage());
        }
    }

    /// Also one that comes from the future: then the clock was wrong.
    private boolean isOld(Path backup) {
        Duration age = Duration.between(BackupName.parse(backup).orElseThrow().madeAt(), clock.instant());
        return age.abs().compareTo(AT_MOST_AGED) >= 0;
    }
}
