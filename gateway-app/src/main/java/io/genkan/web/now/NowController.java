package io.genkan.web.now;

import io.genkan.access.Door;
import io.genkan.access.FriendName;
import io.genkan.net.TunnelUnit;
import io.genkan.tunnel.CloseReason;
import io.genkan.tunnel.ForwardingView;
import io.genkan.tunnel.TunnelView;
import io.genkan.web.HumanFormat;
import io.genkan.web.Sentences;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Who is inside, and the button that ends a tunnel.
@Controller
class NowController {
    private final Door door;
    private final LiveTunnels tunnels;
    private final HumanFormat format;
    private final Sentences sentences;

    NowController(Door door, LiveTunnels tunnels, HumanFormat format, Sentences sentences) {
        this.door = door;
        this.tunnels = tunnels;
        this.format = format;
        this.sentences = sentences;
    }

    @GetMapping("/")
    String now(Model model) {
        show(model);
        return "now";
    }

    /// The part of the page that changes; the open page asks for it every few seconds.
    @GetMapping("/now/inside")
    String inside(Model model) {
        show(model);
        return "now :: inside";
    }

    @PostMapping("/door/open")
    String openDoor() {
        door.open();
        return "redirect:/";
    }

    @PostMapping("/door/close")
    String closeDoor() {
        door.close();
        return "redirect:/";
    }

    @PostMapping("/tunnels/{unit}/end")
    String end(@PathVariable int unit, RedirectAttributes next) {
        TunnelUnit ended = new TunnelUnit(unit);
        for (TunnelView tunnel : tunnels.live()) {
            if (tunnel.unit().equals(ended)) {
                tunnels.end(ended, CloseReason.ENDED_BY_OWNER);
                next.addFlashAttribute("notice", sentences.of("now.ended", tunnel.friend()));
            }
        }
        return "redirect:/";
    }

    private void show(Model model) {
        List<TunnelView> live = tunnels.live();
        List<ForwardingView> connections = tunnels.forwardings();
        boolean open = door.isOpen();
        boolean quiet = live.isEmpty() && connections.isEmpty();
        model.addAttribute("doorOpen", open);
        model.addAttribute("headline", open || !quiet ? headline(live, connections) : sentences.of("now.closed"));
        model.addAttribute("quiet", quiet);
        model.addAttribute("connections", ConnectionCard.of(connections, format));
        model.addAttribute(
                "inside",
                live.stream()
                        .map(t -> InsideCard.of(t, tunnels.stopped(t.device()), format, sentences))
                        .toList());
    }

    /// A friend counts once, however many tunnels and connections he has.
    private String headline(List<TunnelView> live, List<ForwardingView> connections) {
        List<FriendName> inside = Stream.concat(
                        live.stream().map(TunnelView::friend),
                        connections.stream().map(ForwardingView::friend))
                .distinct()
                .toList();
        return switch (inside.size()) {
            case 0 -> sentences.of("now.nobody");
            case 1 -> sentences.of("now.one", inside.getFirst());
            default -> sentences.of("now.many", inside.size());
        };
    }
}
