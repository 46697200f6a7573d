package io.genkan.net;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.regex.Pattern;

/// A block of IP addresses such as `192.168.100.0/24`, or one address such as `192.168.100.10`.
///
/// {@link #toString()} gives the form that {@link #parse} takes; a single address has no `/32` behind it.
public record IpPrefix(InetAddress first, int length) {
    /// Only the forms that people write today: no `192.168.1` for `192.168.0.1`, no hexadecimal, octal or wildcard
    /// forms, since a policy that is read differently from how it was meant opens the wrong door.
    private static final IPAddressStringParameters STRICT = new IPAddressStringParameters.Builder()
            .allowWildcardedSeparator(false)
            .allowEmpty(false)
            .allowAll(false)
            .allowSingleSegment(false)
            .allowMask(false)
            .setRangeOptions(inet.ipaddr.AddressStringParameters.RangeParameters.NO_RANGE)
            .getIPv4AddressParametersBuilder()
            .allow_inet_aton(false)
            .allowLeadingZeros(false)
            .allowBinary(false)
            .getParentBuilder()
            .getIPv6AddressParametersBuilder()
            .allowZone(false)
            .allowBase85(false)
            .getParentBuilder()
            .toParams();

    /// Asked first, since the library stops reading at a zero byte and takes what stands before it, and reads `/08`.
    private static final Pattern FORM = Pattern.compile("[0-9A-Fa-f.:]+(?:/(?:0|[1-9][0-9]{0,2}))?");

    /// @throws BadInputException if the host part is not zero
    public IpPrefix {
        IPAddress given = new IPAddressString(first.getHostAddress()).getAddress();
        if (length < 0 || length > given.getBitCount()) {
            throw new BadInputException(NetProblem.NOT_AN_ADDRESS, first.getHostAddress() + "/" + length);
        }
        IPAddress lowest = given.setPrefixLength(length, false).toZeroHost().withoutPrefixLength();
        if (!lowest.equals(given.withoutPrefixLength())) {
            throw new BadInputException(
                    NetProblem.HOST_BITS_SET,
                    given.toCanonicalString() + "/" + length,
                    lowest.toCanonicalString() + "/" + length);
        }
    }

    /// One address.
    public static IpPrefix host(InetAddress address) {
        return new IpPrefix(address, address.getAddress().length * Byte.SIZE);
    }

    /// The block of a length around an address, for example `192.168.100.0/24` around `192.168.100.2`.
    public static IpPrefix around(InetAddress address, int length) {
        IPAddress lowest = new IPAddressString(address.getHostAddress())
                .getAddress()
                .setPrefixLength(length, false)
                .toZeroHost()
                .withoutPrefixLength();
        return new IpPrefix(lowest.toInetAddress(), length);
    }

    /// Reads `192.168.100.0/24`, `192.168.100.10`, `fd00::/64` or `fd00::1`; never looks a name up.
    ///
    /// @throws BadInputException if it is none of these
    public static IpPrefix parse(String text) {
        if (!FORM.matcher(text.strip()).matches()) {
            throw new BadInputException(NetProblem.NOT_AN_ADDRESS, text);
        }
        IPAddress parsed;
        try {
            parsed = new IPAddressString(text.strip(), STRICT).toAddress();
        } catch (AddressStringException e) {
            throw new BadInputException(NetProblem.NOT_AN_ADDRESS, text);
        }
        if (parsed == null) {
            throw new BadInputException(NetProblem.NOT_AN_ADDRESS, text);
        }
        Integer length = parsed.getNetworkPrefixLength();
        InetAddress address = parsed.withoutPrefixLength().getLower().toInetAddress();
        return length == null ? host(address) : new IpPrefix(address, length);
    }

    /// Whether the address lies in this block.
    public boolean contains(InetAddress address) {
        return asBlock().contains(new IPAddressString(address.getHostAddress()).getAddress());
    }

    /// Whether every address of the other block lies in this block.
    public boolean contains(IpPrefix other) {
        return asBlock().contains(other.asBlock());
    }

    /// Whether the two blocks share an address.
    public boolean overlaps(IpPrefix other) {
        return contains(other) || other.contains(this);
    }

    /// Whether this is IPv4.
    public boolean isIpv4() {
        return first.getAddress().length == 4;
    }

    /// Whether this is a single address.
    public boolean isHost() {
        return length == first.getAddress().length * Byte.SIZE;
    }

    /// How many addresses the block has; at most `Long.MAX_VALUE`.
    public long size() {
        int hostBits = first.getAddress().length * Byte.SIZE - length;
        return hostBits >= Long.SIZE - 1 ? Long.MAX_VALUE : 1L << hostBits;
    }

    /// The address that lies `offset` addresses above the first.
    ///
    /// @throws IllegalArgumentException if that is outside of the block
    public InetAddress at(long offset) {
        if (offset < 0 || offset >= size()) {
            throw new IllegalArgumentException(this + " has no address number " + offset);
        }
        return new IPAddressString(first.getHostAddress())
                .getAddress()
                .increment(offset)
                .toInetAddress();
    }

    /// How far an address lies above the first; {@link #at} gives it back.
    ///
    /// @throws IllegalArgumentException if it is outside of the block
    public long offsetOf(InetAddress address) {
        if (!contains(address)) {
            throw new IllegalArgumentException(address.getHostAddress() + " is not in " + this);
        }
        return new BigInteger(1, address.getAddress())
                .subtract(new BigInteger(1, first.getAddress()))
                .longValueExact();
    }

    private IPAddress asBlock() {
        return new IPAddressString(first.getHostAddress() + "/" + length)
                .getAddress()
                .toPrefixBlock();
    }

    @Override
    public String toString() {
        String address =
                new IPAddressString(first.getHostAddress()).getAddress().toCanonicalString();
        return isHost() ? address : address + "/" + length;
    }
}
