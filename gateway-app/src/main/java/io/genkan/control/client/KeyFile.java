package io.genkan.control.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// The file with a friend's public key. Whether it holds one is for the gateway to say.
final class KeyFile {
    private static final String STANDARD_INPUT = "-";
    /// A public key has a few hundred bytes; a file that is much larger is the wrong one.
    private static final int LARGEST = 64 * 1024;

    private KeyFile() {}

    /// Reads the file.
    ///
    /// @param name its path, or `-` for standard input
    static String read(String name) throws IOException {
        if (Files.isDirectory(Path.of(name))) {
            throw new IOException(name + " is a directory. Name the file in it that ends in .pub.");
        }
        try (InputStream in = name.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(Path.of(name))) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new IOException(name + " is too large to be a public key.");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (NoSuchFileException e) {
            throw new IOException("There is no file " + name + ".", e);
        } catch (AccessDeniedException e) {
            throw new IOException("You may not read the file " + name + ".", e);
        } catch (CharacterCodingException e) {
            throw new IOException(name + " is not a text file, so it is no public key.", e);
        }
    }
}
