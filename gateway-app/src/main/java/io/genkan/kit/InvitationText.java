package io.genkan.kit;

import io.genkan.access.InvitationName;
import io.genkan.settings.GatewayProperties;
import io.genkan.ssh.HostKey;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/// What the owner sends to whom he invites: how to make a key, how to knock, and by what to recognise the house.
@Component
public class InvitationText {
    private static final String KEY_FILE = "~/.ssh/id_ed25519";

    private final GatewayProperties settings;
    private final HostKey hostKey;
    private final House house;
    private final MessageSource texts;

    InvitationText(GatewayProperties settings, HostKey hostKey, House house, MessageSource texts) {
        this.settings = settings;
        this.hostKey = hostKey;
        this.house = house;
        this.texts = texts;
    }

    /// The text in a language, in lines that each end with a line feed.
    public String of(InvitationName name, Locale language) {
        return texts.getMessage(
                "invitation.letter", new Object[] {keygen(), connect(name), hostKey.fingerprint()}, language);
    }

    private static String keygen() {
        return "ssh-keygen -t ed25519 -f " + KEY_FILE;
    }

    private String connect(InvitationName name) {
        return "ssh -p %d -i %s -o IdentitiesOnly=yes %s@%s"
                .formatted(settings.ssh().port(), KEY_FILE, name, house.facts().addressOrPlaceholder());
    }
}
