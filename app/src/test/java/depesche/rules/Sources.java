package depesche.rules;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// Java files as the rules read them: those of the repository, or a sample.
record Sources(List<SourceFile> files) {

    /// All files of main and test, parsed once for each run.
    static Sources ofRepository() {
        return OfRepository.SOURCES;
    }

    /// One file under a path of one's choice.
    static Sources ofSample(String path, String text) {
        return new Sources(parse(List.of(new Text(Path.of(path), text))));
    }

    Stream<SourceFile> main() {
        return files.stream().filter(file -> !file.isTest());
    }

    private static List<SourceFile> parse(List<Text> texts) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var task = (JavacTask) compiler.getTask(null, null, ignored -> {}, List.of(), null, texts);
        SourcePositions positions = Trees.instance(task).getSourcePositions();
        Map<URI, Text> byAddress = texts.stream().collect(Collectors.toMap(Text::toUri, text -> text));
        var files = new ArrayList<SourceFile>();
        try {
            for (CompilationUnitTree tree : task.parse()) {
                Text text = Objects.requireNonNull(
                        byAddress.get(tree.getSourceFile().toUri()));
                files.add(new SourceFile(text.path, text.content, tree, positions, Comments.of(text.content)));
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return List.copyOf(files);
    }

    private static final class Text extends SimpleJavaFileObject {

        private final Path path;
        private final String content;

        Text(Path path, String content) {
            super(URI.create("string:///" + path), JavaFileObject.Kind.SOURCE);
            this.path = path;
            this.content = content;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return content;
        }
    }

    private static final class OfRepository {

        private static final Sources SOURCES = new Sources(parse(Stream.of("app/src/main/java", "app/src/test/java")
                .flatMap(folder -> Repository.files(folder).stream())
                .filter(path -> path.toString().endsWith(".java"))
                .map(path -> new Text(path, Repository.text(path)))
                .toList()));
    }
}
