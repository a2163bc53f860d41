package io.switchboard.routes.compiled;

import java.util.HashSet;
import java.util.Set;

import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.ClassWriter;
import org.springframework.asm.Label;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.asm.Type;

/**
 * Ends a loop of a route in Java once its thread is interrupted: at a check that takes
 * too long, and at a delivery that does. Java itself cannot end a thread.
 */
public final class Interruption {

	private static final String OWNER = Type.getInternalName(Interruption.class);

	private Interruption() {
	}

	/**
	 * Is called by each method of such a route when it begins, and by each loop.
	 * @throws InterruptedLoopError if the thread is interrupted
	 */
	public static void check() {
		if (Thread.currentThread().isInterrupted()) {
			throw new InterruptedLoopError();
		}
	}

	/** Adds these calls to a class; one of a Java that is too new stays as it is. */
	static byte[] asked(byte[] compiled) {
		ClassReader reader;
		try {
			reader = new ClassReader(compiled);
		}
		catch (IllegalArgumentException ex) {
			return compiled;
		}
		ClassWriter writer = new ClassWriter(0);
		reader.accept(new ClassVisitor(SpringAsmInfo.ASM_VERSION, writer) {
			@Override
			public MethodVisitor visitMethod(int access, String name, String descriptor, String signature,
					String[] exceptions) {
				return new Asking(super.visitMethod(access, name, descriptor, signature, exceptions),
						!name.startsWith("<"));
			}
		}, 0);
		return writer.toByteArray();
	}

	/** It is no exception, so that a loop which catches all of them ends too. */
	static final class InterruptedLoopError extends Error {

		InterruptedLoopError() {
			super("it was ended because it took too long");
		}

	}

	private static final class Asking extends MethodVisitor {

		private final boolean begins;

		private final Set<Label> passed = new HashSet<>();

		private Asking(MethodVisitor visitor, boolean begins) {
			super(SpringAsmInfo.ASM_VERSION, visitor);
			this.begins = begins;
		}

		@Override
		public void visitCode() {
			super.visitCode();
			if (this.begins) {
				ask();
			}
		}

		@Override
		public void visitLabel(Label label) {
			super.visitLabel(label);
			this.passed.add(label);
		}

		@Override
		public void visitJumpInsn(int opcode, Label label) {
			if (this.passed.contains(label)) {
				ask();
			}
			super.visitJumpInsn(opcode, label);
		}

		private void ask() {
			super.visitMethodInsn(Opcodes.INVOKESTATIC, OWNER, "check", "()V", false);
		}

	}

}
