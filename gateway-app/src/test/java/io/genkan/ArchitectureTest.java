package io.genkan;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Holds the code against what each `package-info.java` says: `/// May use: net, linux.`, `nothing` or `everything`,
/// with names relative to `io.genkan`. A package without a `package-info.java` belongs to the one above it.
class ArchitectureTest {
    private static final String BASE = "io.genkan";
    private static final Path SOURCES = Path.of("src/main/java/io/genkan");
    private static final Pattern MAY_USE = Pattern.compile("(?m)^/// May use: (.+)\\.$");
    private static final String NOTHING = "nothing";
    private static final String EVERYTHING = "everything";

    /// The base package itself, whose name relative to itself is empty.
    private static final String ENTRY_POINT = "";

    private static final JavaClasses CLASSES =
            new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests())).importPackages(BASE);

    @Test
    void findsEveryPackageDescribed() throws IOException {
        assertThat(CLASSES).hasSizeGreaterThan(100);
        for (Path directory : directoriesWithJava()) {
            Path description = directory.resolve("package-info.java");
            assertThat(description).exists();
            String text = Files.readString(description);
            assertThat(text).as("first line of %s", description).startsWith("/// ");
            assertThat(MAY_USE.matcher(text).results())
                    .as("May use in %s", description)
                    .hasSize(1);
            assertThat(text).as("nullness in %s", description).containsPattern("(?m)^@NullMarked$");
        }
    }

    @Test
    void usesNoMoreThanDeclared() throws IOException {
        Map<String, Set<String>> declared = declared();
        List<String> forbidden = new ArrayList<>();
        used(declared.keySet())
                .forEach((from, targets) -> targets.forEach((to, example) -> {
                    if (!declared.getOrDefault(from, Set.of()).contains(to)) {
                        forbidden.add(from + " uses " + to + ": " + example);
                    }
                }));
        assertThat(forbidden).isEmpty();
    }

    /// A line that allows more than is needed hides the next dependency that nobody thought about.
    @Test
    void declaresNoMoreThanUsed() throws IOException {
        Map<String, Set<String>> declared = declared();
        Map<String, Map<String, String>> used = used(declared.keySet());
        List<String> idle = new ArrayList<>();
        declared.forEach((from, targets) -> {
            if (!declaresEverything(from)) {
                targets.stream()
                        .filter(to -> !used.getOrDefault(from, Map.of()).containsKey(to))
                        .forEach(to -> idle.add(from + " need not use " + to));
            }
        });
        assertThat(idle).isEmpty();
    }

    @Test
    void namesOnlyPackagesThatExist() throws IOException {
        Map<String, Set<String>> declared = declared();
        declared.forEach((from, targets) ->
                assertThat(declared.keySet()).as("what %s may use", from).containsAll(targets));
    }

    @Test
    void hasNoCycles() throws IOException {
        Map<String, Map<String, String>> used = used(declared().keySet());
        for (String start : used.keySet()) {
            assertThat(reachableFrom(start, used)).as("what %s reaches", start).doesNotContain(start);
        }
    }

    @Test
    void keepsSyscallsAndChildProcessesInLinux() {
        noClasses()
                .that()
                .resideOutsideOfPackage(BASE + ".linux..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.sun.jna..")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(ProcessBuilder.class, Process.class, Runtime.class)
                .check(CLASSES);
    }

    @Test
    void keepsTheSshLibraryInThreePackages() {
        noClasses()
                .that()
                .resideOutsideOfPackages(BASE + ".ssh..", BASE + ".sshd..", BASE + ".hop..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.sshd..")
                .check(CLASSES);
    }

    @Test
    void keepsTheGpioLibraryInThePanel() {
        noClasses()
                .that()
                .resideOutsideOfPackage(BASE + ".panel..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.pi4j..")
                .check(CLASSES);
    }

    @Test
    void keepsSpringOutOfTheValues() {
        noClasses()
                .that()
                .resideInAnyPackage(BASE + ".net..", BASE + ".packet..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "jakarta..")
                .check(CLASSES);
    }

    @Test
    void keepsTheCommandLineFreeOfSpring() {
        noClasses()
                .that()
                .resideInAPackage(BASE + ".control.client..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework..")
                .check(CLASSES);
    }

    @Test
    void letsNobodyUseTheWebPages() {
        noClasses()
                .that()
                .resideOutsideOfPackage(BASE + ".web..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(BASE + ".web..")
                .check(CLASSES);
    }

    /// What each package may use, by names relative to the base.
    private static Map<String, Set<String>> declared() throws IOException {
        Map<String, Set<String>> declared = new TreeMap<>();
        List<String> packages = directoriesWithJava().stream()
                .map(ArchitectureTest::relativeName)
                .toList();
        for (String name : packages) {
            Set<String> targets = mayUse(name);
            declared.put(name, targets.contains(EVERYTHING) ? new TreeSet<>(packages) : targets);
        }
        return declared;
    }

    private static boolean declaresEverything(String name) {
        return mayUse(name).contains(EVERYTHING);
    }

    private static Set<String> mayUse(String name) {
        Path description = SOURCES.resolve(name.replace('.', '/')).resolve("package-info.java");
        try {
            Matcher line = MAY_USE.matcher(Files.readString(description));
            assertThat(line.find()).as("May use in %s", description).isTrue();
            return line.group(1).equals(NOTHING)
                    ? Set.of()
                    : new TreeSet<>(Arrays.asList(line.group(1).split(", ")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Which package uses which, with an example each.
    private static Map<String, Map<String, String>> used(Set<String> packages) {
        Map<String, Map<String, String>> used = new TreeMap<>();
        for (JavaClass user : CLASSES) {
            String from = owner(user, packages);
            user.getDirectDependenciesFromSelf().stream()
                    .filter(d -> d.getTargetClass().getPackageName().startsWith(BASE))
                    .filter(d -> !owner(d.getTargetClass(), packages).equals(from))
                    .forEach(d -> used.computeIfAbsent(from, _ -> new TreeMap<>())
                            .putIfAbsent(owner(d.getTargetClass(), packages), d.getDescription()));
        }
        return used;
    }

    /// The described package to which a class belongs: its own, or the nearest above.
    private static String owner(JavaClass type, Set<String> packages) {
        String name = type.getPackageName().equals(BASE)
                ? ENTRY_POINT
                : type.getPackageName().substring(BASE.length() + 1);
        while (!packages.contains(name)) {
            assertThat(name).as("a described package for %s", type).contains(".");
            name = name.substring(0, name.lastIndexOf('.'));
        }
        return name;
    }

    private static Set<String> reachableFrom(String start, Map<String, Map<String, String>> used) {
        Set<String> reached = new TreeSet<>();
        List<String> open = new ArrayList<>(used.getOrDefault(start, Map.of()).keySet());
        while (!open.isEmpty()) {
            String next = open.removeLast();
            if (reached.add(next)) {
                open.addAll(used.getOrDefault(next, Map.of()).keySet());
            }
        }
        return reached;
    }

    private static List<Path> directoriesWithJava() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .map(file -> file.resolveSibling(""))
                    .map(Path::normalize)
                    .collect(toCollection(TreeSet::new))
                    .stream()
                    .toList();
        }
    }

    private static String relativeName(Path directory) {
        return SOURCES.relativize(directory).toString().replace('/', '.');
    }
}
