package io.genkan.sshd;

import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.cipher.Cipher;

/// Encrypts nothing and makes no objects, so that what is left is what the gateway itself makes. It looks like a
/// cipher that authenticates.
final class NoCipher implements Cipher {
    static final NamedFactory<Cipher> FACTORY = new NamedFactory<>() {
        @Override
        public String getName() {
            return "none@test";
        }

        @Override
        public Cipher create() {
            return new NoCipher();
        }
    };

    @Override
    public void init(Mode mode, byte[] key, byte[] iv) {}

    @Override
    public void updateAAD(byte[] data, int offset, int length) {}

    @Override
    public void update(byte[] data, int offset, int length) {}

    @Override
    public String getAlgorithm() {
        return "none";
    }

    @Override
    public String getTransformation() {
        return "none";
    }

    @Override
    public int getIVSize() {
        return 12;
    }

    @Override
    public int getAuthenticationTagSize() {
        return 16;
    }

    @Override
    public int getCipherBlockSize() {
        return 16;
    }

    @Override
    public int getKdfSize() {
        return 16;
    }

    @Override
    public int getKeySize() {
        return 128;
    }
}
