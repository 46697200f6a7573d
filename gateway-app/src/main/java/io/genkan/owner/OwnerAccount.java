package io.genkan.owner;

import io.genkan.net.BadInputException;
import io.genkan.owner.OwnerTable.StoredPassword;
import io.genkan.store.DurableCommit;
import java.text.Normalizer;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Service;

/// The account of the owner. There is one, and it is nothing but a password.
@Service
public class OwnerAccount {
    /// The fewest characters of a password.
    public static final int SHORTEST = 10;

    /// The most characters; hashing is as slow for a long password as for a short one, but reading it is not.
    public static final int LONGEST = 1_000;

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    /// With two passes the least that OWASP recommends for Argon2id. A Pi has little more to spare.
    private static final int MEMORY_KIB = 19 * 1024;

    private static final int PASSES = 2;

    private final OwnerTable table;
    private final DurableCommit durable;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Argon2PasswordEncoder argon2 =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES);

    /// One hash at a time: each takes {@link #MEMORY_KIB}, and many logins at once must not exhaust the heap.
    private final ReentrantLock oneHash = new ReentrantLock();

    OwnerAccount(OwnerTable table, DurableCommit durable, ApplicationEventPublisher events, Clock clock) {
        this.table = table;
        this.durable = durable;
        this.events = events;
        this.clock = clock;
    }

    /// Whether the owner has set a password yet; before that nobody can log in.
    public boolean hasPassword() {
        return table.find().isPresent();
    }

    /// Sets the password; durable when this returns. Whoever is logged in has to log in anew.
    ///
    /// @throws BadInputException with an {@link OwnerProblem} if it is no good; then nothing was changed
    public void setPassword(String password) {
        String typed = normalised(password);
        refuseUnusable(typed);
        oneHash.lock();
        try {
            String hash = encode(typed);
            events.publishEvent(durable.act(() -> table.store(hash, clock.instant()), OwnerPasswordChanged::new));
        } finally {
            oneHash.unlock();
        }
    }

    /// Checks a password that somebody typed; takes about as long whether it is right or wrong.
    ///
    /// @return which password it is if it is the owner's, else nothing
    public Optional<PasswordVersion> check(String password) {
        Optional<StoredPassword> stored = table.find();
        if (stored.isEmpty() || password.length() > LONGEST) {
            return Optional.empty();
        }
        oneHash.lock();
        try {
            return stored.filter(s -> argon2.matches(normalised(password), s.hash()))
                    .map(StoredPassword::version);
        } finally {
            oneHash.unlock();
        }
    }

    /// Whether a login made with this password still counts.
    public boolean isCurrent(PasswordVersion version) {
        return table.find().map(StoredPassword::version).filter(version::equals).isPresent();
    }

    private String encode(String password) {
        String hash = argon2.encode(password);
        if (hash == null) {
            throw new IllegalStateException("the password encoder gave no hash");
        }
        return hash;
    }

    /// The same letters whether the keyboard sent them composed (Linux, Windows) or decomposed (some Macs and
    /// phones).
    private static String normalised(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }

    private static void refuseUnusable(String password) {
        if (password.isBlank()) {
            throw new BadInputException(OwnerProblem.PASSWORD_BLANK);
        }
        if (password.codePointCount(0, password.length()) < SHORTEST) {
            throw new BadInputException(OwnerProblem.PASSWORD_TOO_SHORT, SHORTEST);
        }
        if (password.length() > LONGEST) {
            throw new BadInputException(OwnerProblem.PASSWORD_TOO_LONG, LONGEST);
        }
    }
}
