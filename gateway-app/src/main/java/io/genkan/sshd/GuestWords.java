package io.genkan.sshd;

import io.genkan.access.Identity;
import io.genkan.access.JoinRequest;
import io.genkan.kit.House;
import io.genkan.ssh.RandomArt;
import java.util.Locale;
import org.springframework.stereotype.Component;

/// What somebody is told who waits to be let in.
@Component
class GuestWords {
    private final FriendWords words;
    private final House house;

    GuestWords(FriendWords words, House house) {
        this.words = words;
        this.house = house;
    }

    /// That he waits, and for whom, with what he has to tell the owner.
    String waiting(JoinRequest request, Locale language) {
        return words.text(
                language,
                "guest.waiting",
                request.friend().value(),
                owner(language),
                request.key().fingerprint(),
                RandomArt.of(request.key()));
    }

    /// How he leaves, and how he comes again.
    String stop(Locale language) {
        return words.text(language, "guest.stop");
    }

    /// How the waiting ends.
    ///
    /// @param config how he connects, if he was admitted
    String farewell(Farewell farewell, String config, Locale language) {
        return switch (farewell) {
            case Farewell.Admitted _ -> words.text(language, "guest.admitted", owner(language), config);
            case Farewell.Declined _ -> words.text(language, "guest.declined", owner(language)) + "\n";
            case Farewell.ShownOut(String key) -> words.text(language, key) + "\n";
        };
    }

    /// The same in one line, for where a client shows an error.
    String inShort(Farewell farewell) {
        return switch (farewell) {
            case Farewell.Admitted(Identity identity) ->
                words.text("guest.admitted-short", identity.friend().name().value());
            case Farewell.Declined _ -> words.text("guest.declined", owner(Locale.ENGLISH));
            case Farewell.ShownOut(String key) -> words.text(key);
        };
    }

    /// Why nothing else opens.
    String onlyWaiting() {
        return words.text("guest.only-waiting", owner(Locale.ENGLISH));
    }

    private String owner(Locale language) {
        return house.facts().ownerName().orElseGet(() -> words.text(language, "guest.the-owner"));
    }
}
