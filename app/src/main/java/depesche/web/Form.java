package depesche.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The fields of a form as they were sent, and its files. A field may come several times.
public record Form(Map<String, List<String>> fields, Map<String, Upload> files) {

    /// A file of a multipart form.
    public record Upload(String name, byte[] bytes) {}

    public Form {
        fields = Map.copyOf(fields);
        files = Map.copyOf(files);
    }

    public Optional<String> field(String name) {
        return all(name).stream().findFirst();
    }

    public List<String> all(String name) {
        return fields.getOrDefault(name, List.of());
    }

    public Optional<Upload> file(String name) {
        return Optional.ofNullable(files.get(name));
    }
}
