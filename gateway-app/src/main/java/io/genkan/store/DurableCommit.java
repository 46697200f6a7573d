package io.genkan.store;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.NestedRuntimeException;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionTemplate;

/// A transaction that is on the disk when it returns, twice: in the database and in a backup.
///
/// A commit alone is not on the disk: H2 was measured to lose acknowledged commits at a power cut and at kill -9,
/// since it writes behind. `CHECKPOINT SYNC` writes and syncs the file. The backup is written and synced before the
/// commit, and gets its name after it: a change that cannot be backed up is not made, and one that was acknowledged
/// is in the newest backup. So a database that has to be restored brings no revoked key back.
///
/// Nothing is begun where the disk is about to be full: H2 closes a database that runs into its end, and then nobody
/// who is inside could be decided about.
@Component
public class DurableCommit {
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final ChangeBackups backups;
    private final List<ActRecorder> recorders;

    /// One change at a time, so that each backup has all changes in it that were acknowledged before.
    private final ReentrantLock oneChange = new ReentrantLock();

    @Autowired
    DurableCommit(
            PlatformTransactionManager manager,
            JdbcClient jdbc,
            ChangeBackups backups,
            ObjectProvider<ActRecorder> recorders) {
        this(manager, jdbc, backups, recorders.stream().toList());
    }

    DurableCommit(
            PlatformTransactionManager manager, JdbcClient jdbc, ChangeBackups backups, List<ActRecorder> recorders) {
        this.transaction = new TransactionTemplate(manager);
        this.jdbc = jdbc;
        this.backups = backups;
        this.recorders = List.copyOf(recorders);
    }

    /// Runs the change in a transaction, commits it and waits until the disk has it.
    ///
    /// @return what the change returned
    /// @throws NotDurableException if the disk does not take it
    public <T> T run(Supplier<T> change) {
        return oneAtATime(() -> withBackup(change));
    }

    /// Runs an act of the owner's like any other change, and has it recorded with it.
    ///
    /// @param event what has happened, of what the change returned
    /// @return what has happened, for others to hear
    /// @throws NotDurableException if the disk does not take it
    public <T, E> E act(Supplier<T> change, Function<T, E> event) {
        return run(() -> {
            E happened = event.apply(change.get());
            recorders.forEach(recorder -> recorder.record(happened));
            return happened;
        });
    }

    /// Runs a change of what changes all the time, which the next backup will have in it.
    ///
    /// @return what the change returned
    public <T> T runWithoutBackup(Supplier<T> change) {
        return oneAtATime(() -> {
            T result = transaction.execute(_ -> change.get());
            checkpoint();
            return result;
        });
    }

    /// Whether the disk has room for a change; if not, each is refused.
    public boolean hasRoom() {
        return backups.hasRoom();
    }

    private <T> T withBackup(Supplier<T> change) {
        try (ChangeBackups.Pending backup = backups.begin()) {
            T result = commit(() -> {
                T changed = change.get();
                backup.write();
                return changed;
            });
            checkpoint();
            backup.settle();
            return result;
        }
    }

    private <T> T commit(Supplier<T> change) {
        try {
            return transaction.execute(_ -> change.get());
        } catch (TransactionException | DataAccessException e) {
            throw becauseOfTheDisk(e);
        }
    }

    /// On a full disk H2 cannot even roll back, which is then what the transaction says; what was not committed is gone
    /// all the same.
    private static RuntimeException becauseOfTheDisk(NestedRuntimeException failure) {
        Throwable first = failure;
        if (failure instanceof TransactionSystemException system && system.getApplicationException() != null) {
            first = system.getApplicationException();
        }
        if (first instanceof NotDurableException said) {
            return said;
        }
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(first);
        return failure instanceof TransactionException || cause instanceof IOException
                ? NotDurableException.notMade(cause)
                : failure;
    }

    private void checkpoint() {
        try {
            jdbc.sql("CHECKPOINT SYNC").update();
        } catch (DataAccessException e) {
            throw NotDurableException.uncertain(e);
        }
    }

    private <T> T oneAtATime(Supplier<T> work) {
        oneChange.lock();
        try {
            backups.checkRoom();
            return work.get();
        } finally {
            oneChange.unlock();
        }
    }
}
