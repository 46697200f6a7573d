package io.genkan.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.genkan.net.BadInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FriendNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Tomodati",
                "友達",
                "ともだち",
                "Zoë",
                "Jean-Luc",
                "J.R",
                "O_K",
                "a",
                "7",
                "Taro Yamada",
                "अनिता",
                "abcdefghijabcdefghijabcdefghijabcdefghij"
            })
    void takesNamesOfAnyScript(String text) {
        assertThat(FriendName.parse("  " + text + " ")).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-x",
                "x-",
                "a  b",
                "a--b",
                ".",
                "_",
                "a\nb",
                "a\u0000",
                "a\"b",
                "a;b",
                "a/b",
                "<b>",
                "$x",
                "a@b",
                "\u202eabc",
                "a\u200bb",
                "\u0301",
                "😀",
                "abcdefghijabcdefghijabcdefghijabcdefghijk"
            })
    void refusesWhatIsNoName(String text) {
        BadInputException refusal = catchThrowableOfType(BadInputException.class, () -> FriendName.parse(text));
        assertThat(refusal).as("refusal of <%s>", text).isNotNull();
        assertThat(refusal.reason()).isEqualTo(AccessProblem.NOT_A_NAME);
    }

    @Test
    void takesComposedAndDecomposedLettersForTheSame() {
        assertThat(FriendName.parse("Zoe\u0308")).isEqualTo(FriendName.parse("Zo\u00eb"));
        assertThat(FriendName.parse("\u30cf\u309a")).isEqualTo(FriendName.parse("\u30d1"));
    }

    @ParameterizedTest
    @CsvSource({"tomodati, tomodati", "jean-luc, jean-luc", "Taro, friend", "友達, friend", "7up, friend", "a b, friend"})
    void makesAUserNameForSsh(String name, String userName) {
        assertThat(FriendName.parse(name).sshUserName()).isEqualTo(userName);
    }
}
