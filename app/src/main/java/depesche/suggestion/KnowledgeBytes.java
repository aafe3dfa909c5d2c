package depesche.suggestion;

import depesche.suggestion.AliasRecord.Count;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// [Knowledge] as bytes, for the database. What another release wrote in another way is not read: that newsroom learns
/// anew.
final class KnowledgeBytes {

    /// Changes with whatever changes what a number means, the features of [Feature] too.
    private static final int VERSION = 1;

    private KnowledgeBytes() {}

    static byte[] written(Knowledge knowledge) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(VERSION);
            writeAliases(out, knowledge.aliases());
            out.writeBoolean(knowledge.model().isPresent());
            if (knowledge.model().isPresent()) {
                writeModel(out, knowledge.model().get());
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return bytes.toByteArray();
    }

    /// Empty if another release wrote it.
    static Optional<Knowledge> read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readInt() != VERSION) {
                return Optional.empty();
            }
            AliasRecord aliases = readAliases(in);
            return Optional.of(
                    new Knowledge(in.readBoolean() ? Optional.of(readModel(in)) : Optional.empty(), aliases));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void writeAliases(DataOutputStream out, AliasRecord aliases) throws IOException {
        out.writeInt(aliases.counts().size());
        for (Map.Entry<Long, Count> entry : aliases.counts().entrySet()) {
            out.writeLong(entry.getKey());
            out.writeInt(entry.getValue().found());
            out.writeInt(entry.getValue().chosen());
        }
    }

    private static AliasRecord readAliases(DataInputStream in) throws IOException {
        Map<Long, Count> counts = new HashMap<>();
        int size = in.readInt();
        for (int at = 0; at < size; at++) {
            counts.put(in.readLong(), new Count(in.readInt(), in.readInt()));
        }
        return new AliasRecord(counts);
    }

    private static void writeModel(DataOutputStream out, TopicModel model) throws IOException {
        out.writeInt(model.longest());
        out.writeDouble(model.threshold());
        writeInts(out, model.vocabulary().keys());
        writeFloats(out, model.vocabulary().rarities());
        out.writeInt(model.topics().size());
        for (LearnedTopic topic : model.topics()) {
            out.writeLong(topic.id());
            out.writeDouble(topic.bias());
            out.writeDouble(topic.calibration().slope());
            out.writeDouble(topic.calibration().offset());
        }
        writeInts(out, model.weights().starts());
        for (short topic : model.weights().topics()) {
            out.writeShort(topic);
        }
        writeFloats(out, model.weights().values());
    }

    private static TopicModel readModel(DataInputStream in) throws IOException {
        int longest = in.readInt();
        double threshold = in.readDouble();
        Vocabulary vocabulary = Vocabulary.of(readInts(in), readFloats(in));
        List<LearnedTopic> topics = new ArrayList<>();
        int size = in.readInt();
        for (int at = 0; at < size; at++) {
            topics.add(new LearnedTopic(
                    in.readLong(), in.readDouble(), new Calibration(in.readDouble(), in.readDouble())));
        }
        int[] starts = readInts(in);
        short[] of = new short[starts[starts.length - 1]];
        for (int at = 0; at < of.length; at++) {
            of[at] = in.readShort();
        }
        return new TopicModel(vocabulary, topics, new Weights(starts, of, readFloats(in)), longest, threshold);
    }

    private static void writeInts(DataOutputStream out, int[] numbers) throws IOException {
        out.writeInt(numbers.length);
        for (int number : numbers) {
            out.writeInt(number);
        }
    }

    private static int[] readInts(DataInputStream in) throws IOException {
        int[] numbers = new int[in.readInt()];
        for (int at = 0; at < numbers.length; at++) {
            numbers[at] = in.readInt();
        }
        return numbers;
    }

    private static void writeFloats(DataOutputStream out, float[] numbers) throws IOException {
        out.writeInt(numbers.length);
        for (float number : numbers) {
            out.writeFloat(number);
        }
    }

    private static float[] readFloats(DataInputStream in) throws IOException {
        float[] numbers = new float[in.readInt()];
        for (int at = 0; at < numbers.length; at++) {
            numbers[at] = in.readFloat();
        }
        return numbers;
    }
}
