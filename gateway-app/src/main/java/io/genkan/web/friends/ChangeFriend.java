package io.genkan.web.friends;

import io.genkan.access.Caller;
import io.genkan.access.Destination;
import io.genkan.access.Discovery;
import io.genkan.access.Friend;
import io.genkan.access.FriendChange;
import io.genkan.access.Friends;
import io.genkan.access.PolicyChange;
import io.genkan.access.PortMap;
import io.genkan.access.WeeklyWindow;
import io.genkan.net.BadInputException;
import io.genkan.web.Sentences;
import io.genkan.web.friends.FormProblems.Field;
import java.time.ZoneId;
import org.springframework.stereotype.Component;

/// Changes what a friend may do from the form, or says everything that is wrong with it at once.
@Component
class ChangeFriend {
    private final Friends friends;
    private final ZoneId home;
    private final Sentences sentences;

    ChangeFriend(Friends friends, ZoneId home, Sentences sentences) {
        this.friends = friends;
        this.home = home;
        this.sentences = sentences;
    }

    /// Makes the change, if nothing is wrong with it.
    ///
    /// @return what is wrong; empty if the change is made
    FormProblems from(Friend friend, ChangeForm form) {
        FormProblems problems = problemsOf(form);
        if (problems.isEmpty()) {
            try {
                friends.change(friend.name(), form.change());
            } catch (BadInputException problem) {
                problems.add(problem);
            }
        }
        return problems;
    }

    private FormProblems problemsOf(ChangeForm form) {
        FormProblems problems = new FormProblems(sentences);
        form.destinationLines().forEach(l -> problems.check(Field.DESTINATIONS, () -> Destination.parse(l)));
        form.windowLines().forEach(l -> problems.check(Field.WINDOWS, () -> WeeklyWindow.parse(l)));
        form.callerLines().forEach(l -> problems.check(Field.CALLERS, () -> Caller.parse(l)));
        form.mapLines().forEach(l -> problems.check(Field.MAPS, () -> PortMap.parse(l)));
        FriendChange change = form.change();
        PolicyChange policy = change.policy();
        policy.until().ifPresent(t -> problems.check(Field.UNTIL, () -> PolicyChange.readUntil(t, home)));
        policy.rate().ifPresent(t -> problems.check(Field.RATE, () -> PolicyChange.readRate(t)));
        policy.volume().ifPresent(t -> problems.check(Field.VOLUME, () -> PolicyChange.readVolume(t)));
        policy.subnet().ifPresent(t -> problems.check(Field.SUBNET, () -> PolicyChange.readSubnet(t)));
        policy.discovery().ifPresent(t -> problems.check(Field.DISCOVERY, () -> Discovery.parse(t)));
        policy.notes().ifPresent(t -> problems.check(Field.NOTES, () -> PolicyChange.readNotes(t)));
        change.attachment().ifPresent(t -> problems.check(Field.ATTACHMENT, () -> FriendChange.readAttachment(t)));
        change.mapped().ifPresent(t -> problems.check(Field.MAPPED, () -> FriendChange.readMapped(t)));
        return problems;
    }
}
